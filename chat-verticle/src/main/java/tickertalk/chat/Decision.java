package tickertalk.chat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tickertalk.chat.AuditTrail.Action;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatBan;
import tickertalk.contract.ChatKick;
import tickertalk.contract.ChatMute;
import tickertalk.contract.Sanction;
import tickertalk.contract.Sanction.Kind;

/**
 * What somebody who moderates decides about a person.
 *
 * @param name what it is called in the audit trail
 */
record Decision(Sanction sanction, String name) {
  static Decision of(Caller by, ChatMute mute, long nowMs) {
    boolean lifted = mute.minutes() == 0;
    return new Decision(
        new Sanction(
            Kind.MUTE,
            mute.user(),
            Optional.of(mute.room()),
            lifted ? Sanction.LIFTED : after(nowMs, mute.minutes()),
            by.role(),
            mute.reason()),
        lifted ? "unmute" : "mute");
  }

  static Decision of(Caller by, ChatBan ban, long nowMs) {
    boolean lifted = ban.minutes().isPresent() && ban.minutes().getAsLong() == 0;
    long until =
        ban.minutes().isPresent() ? after(nowMs, ban.minutes().getAsLong()) : Sanction.FOR_GOOD;
    return new Decision(
        new Sanction(
            Kind.BAN,
            ban.user(),
            ban.room(),
            lifted ? Sanction.LIFTED : until,
            by.role(),
            ban.reason()),
        lifted ? "unban" : "ban");
  }

  static Decision of(Caller by, ChatKick kick) {
    return new Decision(
        new Sanction(
            Kind.KICK,
            kick.user(),
            Optional.of(kick.room()),
            Sanction.LIFTED,
            by.role(),
            kick.reason()),
        "kick");
  }

  private static long after(long nowMs, long minutes) {
    return nowMs + Duration.ofMinutes(minutes).toMillis();
  }

  /** The note of it, with its end and its reason. */
  Action action() {
    Optional<String> end =
        sanction.until() == Sanction.LIFTED
            ? Optional.empty()
            : Optional.of(
                sanction.until() == Sanction.FOR_GOOD ? "for good" : "until " + sanction.until());
    List<String> details = Stream.of(end, sanction.reason()).flatMap(Optional::stream).toList();
    return new Action(
        name,
        sanction.room(),
        Optional.of(sanction.user()),
        details.isEmpty() ? Optional.empty() : Optional.of(String.join(": ", details)));
  }
}
