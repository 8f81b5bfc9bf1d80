package tickertalk.notifier;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tickertalk.contract.AlertFiring;
import tickertalk.contract.Entry;
import tickertalk.contract.Joined;
import tickertalk.contract.Notice;
import tickertalk.contract.NoticeSend;
import tickertalk.contract.Person;
import tickertalk.contract.Quote;

/**
 * A notice before it is stored.
 *
 * @param to the person's id; empty for everybody
 * @param epoch the log that {@code seq} counts in, present with it
 * @param alert what fired, with the kind {@code alert}
 */
record Draft(
    Optional<String> to,
    Notice.Kind kind,
    String text,
    long at,
    Optional<String> room,
    Optional<String> epoch,
    OptionalLong seq,
    Optional<Person> from,
    Optional<AlertFiring> alert) {
  // As much of a message as a notice shows; the message itself is one click away.
  private static final Pattern EXCERPT = Pattern.compile("\\X{1,140}");

  static Draft periodic(String text, long at) {
    return plain(Optional.empty(), Notice.Kind.PERIODIC, text, at, Optional.empty());
  }

  static Draft message(NoticeSend wish, long at) {
    return plain(wish.to(), Notice.Kind.MESSAGE, wish.text(), at, Optional.empty());
  }

  /** That an alert fired, at the moment when it did. */
  static Draft alert(Alert alert, AlertFiring firing) {
    String label = firing.state() == Quote.State.REPLAY ? " (replay)" : "";
    return plain(
        Optional.of(alert.person()),
        Notice.Kind.ALERT,
        firing.symbol() + " " + firing.price().toPlainString() + label + ": " + firing.rule(),
        alert.firedAt().orElseThrow(),
        Optional.of(firing));
  }

  private static Draft plain(
      Optional<String> to, Notice.Kind kind, String text, long at, Optional<AlertFiring> alert) {
    return new Draft(
        to,
        kind,
        text,
        at,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        alert);
  }

  static Draft joined(Joined joined, long at) {
    return new Draft(
        Optional.empty(),
        Notice.Kind.JOINED,
        joined.person().name() + " joined " + joined.room(),
        at,
        Optional.of(joined.room()),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.of(joined.person()),
        Optional.empty());
  }

  static Draft mention(Person reader, Entry.Message entry) {
    return new Draft(
        Optional.of(reader.id()),
        Notice.Kind.MENTION,
        entry.from().name() + " in " + entry.room() + ": " + excerpt(entry.text()),
        entry.at(),
        Optional.of(entry.room()),
        Optional.of(entry.epoch()),
        OptionalLong.of(entry.seq()),
        Optional.of(entry.from()),
        Optional.empty());
  }

  /** The same mention, of which it says so much only that there is one. */
  Draft withoutWords() {
    String where = from.orElseThrow().name() + " in " + room.orElseThrow() + ": …";
    return new Draft(to, kind, where, at, room, epoch, seq, from, alert);
  }

  private static String excerpt(String text) {
    Matcher beginning = EXCERPT.matcher(text);
    return beginning.lookingAt() && beginning.end() < text.length()
        ? beginning.group() + "…"
        : text;
  }

  Notice stored(long id) {
    return new Notice(id, kind, text, at, room, seq, from, alert);
  }
}
