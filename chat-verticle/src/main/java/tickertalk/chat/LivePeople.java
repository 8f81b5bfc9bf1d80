package tickertalk.chat;

import java.util.List;
import java.util.Set;
import tickertalk.contract.Person;
import tickertalk.contract.PresenceReport;

/**
 * Who is in the rooms and who types there, kept in memory: hears the bridges at all times, and
 * tells while it leads. For one event loop.
 */
final class LivePeople {
  /** So many are told at once who types; more of them hear of each other once a second. */
  private static final int FEW_TYPISTS = 3;

  /** Somebody who types and ceases all the time, to be seen by a thousand, is heard so often. */
  private static final long FEW_TYPISTS_PAUSE_MS = 250;

  private static final long MANY_TYPISTS_PAUSE_MS = 1_000;

  private final RoomEvents events;
  private final Typists typists;
  private final ChangePace typingPace = new ChangePace(MANY_TYPISTS_PAUSE_MS);
  private final Presence presence;
  private boolean leading;

  /** Begins with nobody there. */
  LivePeople(ChatConfig config, RoomEvents events) {
    this.events = events;
    this.typists = new Typists(config.typingTimeout());
    this.presence = new Presence(config.presenceTimeout(), config.presenceInterval());
  }

  /** Begins to tell; who led before may have died before they told that somebody ceased to type. */
  void lead() {
    leading = true;
    presence
        .rooms()
        .forEach(
            room -> {
              events.typing(room, typists.in(room));
              events.present(room, presence.in(room));
            });
  }

  boolean leads() {
    return leading;
  }

  /** Leaves the telling to another. */
  void standBy() {
    leading = false;
    typists.clear().forEach(room -> events.typing(room, List.of()));
  }

  /** How many are in a room. */
  int count(String room) {
    return presence.in(room).size();
  }

  void hear(PresenceReport report) {
    Presence.Change change = presence.report(report, System.currentTimeMillis());
    ceaseTyping(report.room(), change.left());
    if (leading) {
      change.joined().forEach(person -> events.joined(report.room(), person));
    }
  }

  void type(String room, Person person) {
    if (typists.typing(room, person, System.currentTimeMillis())) {
      typingChanged(room);
    }
  }

  void ceaseTyping(String room, List<Person> people) {
    if (typists.stopped(room, people)) {
      typingChanged(room);
    }
  }

  /** A room where many type would else be told of each by each: the square of it. */
  private void typingChanged(String room) {
    typingPace.change(room);
    if (typingPace.isDue(room, System.currentTimeMillis(), typingPauseMs(room))) {
      events.typing(room, typists.in(room));
    }
  }

  private long typingPauseMs(String room) {
    return typists.count(room) > FEW_TYPISTS ? MANY_TYPISTS_PAUSE_MS : FEW_TYPISTS_PAUSE_MS;
  }

  /** What time alone brings: people who fell silent, and presence that is due to be told. */
  void tick() {
    long now = System.currentTimeMillis();
    presence.expire(now).forEach(this::ceaseTyping);
    Set<String> due = presence.due(now);
    if (leading) {
      typists.expire(now).forEach(typingPace::change);
      typingPace
          .due(now, this::typingPauseMs)
          .forEach(room -> events.typing(room, typists.in(room)));
      due.forEach(room -> events.present(room, presence.in(room)));
    }
  }
}
