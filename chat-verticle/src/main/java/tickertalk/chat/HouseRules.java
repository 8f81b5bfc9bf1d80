package tickertalk.chat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Role;
import tickertalk.contract.RoomAccess;
import tickertalk.contract.RoomSettings;
import tickertalk.contract.Sanction;
import tickertalk.contract.Sanction.Kind;
import tickertalk.contract.Sanctions;
import tickertalk.storage.Database;

/**
 * Who may do what where, in memory, as those who moderate have decided it: read from the disk when
 * chat begins to lead, and changed with it from then on, so that no post asks the database. It
 * knows as many rooms as are not run as they were opened. For one event loop.
 */
final class HouseRules {
  private final Sanctions sanctions = new Sanctions();
  private final Map<String, Role> staff = new HashMap<>();
  private final Map<String, Regime> rooms = new HashMap<>();

  /** How a room is run, with what finds its unwanted words. */
  record Regime(RoomSettings settings, WordFilter filter) {
    /** Takes some milliseconds for the longest list of words: not for an event loop. */
    static Regime of(RoomSettings settings) {
      return new Regime(settings, new WordFilter(settings.words()));
    }
  }

  /** What stands on the disk. */
  record Decisions(
      Collection<Sanction> sanctions, Map<String, Role> staff, Map<String, Regime> regimes) {
    /** Reads them, all of one moment; blocks. */
    static Decisions read(Database database, long nowMs) {
      return database.read(
          sql ->
              new Decisions(
                  SanctionLog.sanctions(sql, nowMs),
                  SanctionLog.staff(sql),
                  regimes(SettingsLog.settingsByRoom(sql))));
    }

    private static Map<String, Regime> regimes(Map<String, RoomSettings> settingsByRoom) {
      Map<String, Regime> regimes = new HashMap<>();
      settingsByRoom.forEach((room, settings) -> regimes.put(room, Regime.of(settings)));
      return regimes;
    }
  }

  void replaceAll(Decisions decisions) {
    sanctions.replaceAll(decisions.sanctions);
    staff.clear();
    staff.putAll(decisions.staff);
    rooms.clear();
    decisions.regimes.forEach(this::put);
  }

  void put(Sanction sanction) {
    sanctions.put(sanction);
  }

  void put(String room, Regime regime) {
    if (regime.settings.equals(RoomSettings.initial(regime.settings.access()))) {
      rooms.remove(room);
    } else {
      rooms.put(room, regime);
    }
  }

  Sanctions sanctions() {
    return sanctions;
  }

  /** What keeps these people from a room, whichever role they come with. */
  List<Sanction> bans(String room, List<String> users, long nowMs) {
    return users.stream()
        .flatMap(user -> sanctions.about(user, room, Kind.BAN, nowMs).stream())
        .toList();
  }

  /** How a room of this access is run. */
  RoomSettings settings(String room, RoomAccess access) {
    return Optional.ofNullable(rooms.get(room))
        .map(Regime::settings)
        .orElseGet(() -> RoomSettings.initial(access));
  }

  /** How a room is run, if that is not as it was opened. */
  Optional<RoomSettings> settings(String room) {
    return Optional.ofNullable(rooms.get(room)).map(Regime::settings);
  }

  Optional<WordFilter> filter(String room) {
    return Optional.ofNullable(rooms.get(room)).map(Regime::filter);
  }

  /** The rooms whose messages are kept for some days only, and for how many. */
  Map<String, Integer> retentionDays() {
    Map<String, Integer> days = new HashMap<>();
    rooms.forEach(
        (room, it) -> {
          if (it.settings.retentionDays() > 0) {
            days.put(room, it.settings.retentionDays());
          }
        });
    return days;
  }

  /** Whether somebody is not banned. */
  boolean mayEnter(Caller caller, String room, long nowMs) {
    return sanctions.on(caller, room, nowMs, Kind.BAN).isEmpty();
  }

  /**
   * Sends away who is banned.
   *
   * @throws CommandException 403
   */
  void requireMayEnter(Caller caller, String room, long nowMs) {
    require(caller, room, nowMs, Kind.BAN);
  }

  /**
   * Sends away who is banned from where they want to decide, or to read what the staff reads.
   *
   * @param room where; empty for all rooms, where only a ban from all of them counts
   * @throws CommandException 403
   */
  void requireMayDecide(Caller by, Optional<String> room, long nowMs) {
    requireMayEnter(by, room.orElse(""), nowMs); // no room has that name
  }

  /** The rooms whose affairs somebody of the staff gets to see. */
  Reach reach(Caller by, long nowMs) {
    return new Reach(by.rooms(), sanctions.rooms(by, Kind.BAN, nowMs));
  }

  /**
   * Sends away who may not write in a room, and everybody where nobody may.
   *
   * @throws CommandException 403 for somebody who is muted or banned, 409 for an archived room
   */
  void requireMayWrite(Caller caller, String room, long nowMs) {
    require(caller, room, nowMs, Kind.BAN, Kind.MUTE);
    if (settings(room).map(RoomSettings::archived).orElse(false)) {
      throw new CommandException(
          ErrorCode.CONFLICT, "room: \"" + room + "\" is archived, it can be read only");
    }
  }

  private void require(Caller caller, String room, long nowMs, Kind... kinds) {
    sanctions
        .on(caller, room, nowMs, kinds)
        .ifPresent(
            sanction -> {
              throw sanction.refusal();
            });
  }

  /**
   * Sends away who may not decide about a person.
   *
   * @throws CommandException 403 when the person stands as high, as far as that is known
   */
  void requireMayModerate(Caller caller, String user) {
    Role role = staff.getOrDefault(user, Role.GUEST);
    if (!caller.role().moderates(role)) {
      throw new CommandException(
          ErrorCode.NOT_ALLOWED, "user: only an admin decides about a " + role.wireName());
    }
  }

  /** Notes who is of the staff; gives whether that is news, and so is to be kept. */
  boolean note(Caller caller) {
    String id = caller.person().id();
    return caller.role().atLeast(Role.MODERATOR)
        ? staff.put(id, caller.role()) != caller.role()
        : staff.remove(id) != null;
  }

  /** Forgets what time has ended. */
  void expire(long nowMs) {
    sanctions.forgetWhatIsOver(nowMs);
  }
}
