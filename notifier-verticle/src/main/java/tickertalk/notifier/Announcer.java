package tickertalk.notifier;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import tickertalk.contract.CommandException;
import tickertalk.contract.Entry;
import tickertalk.contract.Entry.Delete;
import tickertalk.contract.Entry.Message;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Joined;
import tickertalk.contract.MessageRefs;
import tickertalk.contract.NoticeSend;
import tickertalk.contract.Person;
import tickertalk.contract.RoomAccess;

/**
 * Decides who is told of what, and stores it; what it gives back is durable and may be told.
 * Blocks; to be called by one thread at a time.
 */
final class Announcer {
  private final People people;
  private final Inbox inbox;
  private final Joins joins;
  private final Clock clock;

  Announcer(People people, Inbox inbox, Joins joins, Clock clock) {
    this.people = people;
    this.inbox = inbox;
    this.joins = joins;
    this.clock = clock;
  }

  /**
   * Somebody came into a room: told to everybody, unless they were there a moment ago, or not
   * everybody may be there.
   */
  List<Sent> joined(Joined joined, RoomAccess access) {
    people.remember(joined.person());
    long now = clock.millis();
    return access == RoomAccess.PUBLIC && joins.isNews(joined, now)
        ? inbox.add(List.of(Draft.joined(joined, now)))
        : List.of();
  }

  /** Somebody wrote, and named nobody. What becomes of a message later is no news to anybody. */
  List<Sent> heard(Entry entry) {
    people.remember(entry.from());
    return List.of();
  }

  /** Those whom a message names. */
  List<Person> named(Message message) {
    people.remember(message.from());
    Mentions mentions = Mentions.in(message.text());
    return mentions.by(message.from(), people.bearers(mentions.keys()));
  }

  /**
   * Somebody was named: told, if they may read it where it was said; without the words as long as
   * nobody can say who is banned there.
   */
  List<Sent> mention(Message message, List<Person> named, Door door) {
    List<Draft> drafts =
        people.admitted(named, door, message.room()).stream()
            .map(reader -> Draft.mention(reader, message))
            .map(draft -> door.told() ? draft : draft.withoutWords())
            .toList();
    return drafts.isEmpty() ? List.of() : inbox.add(drafts);
  }

  /** What was said is deleted: its notices say so much only that it was said. */
  List<Sent> deleted(Delete deletion) {
    inbox.withhold(new MessageRefs(deletion.room(), deletion.epoch(), List.of(deletion.target())));
    return List.of();
  }

  /** The periodic notice of this instant. */
  List<Sent> periodic(String text, long instant) {
    return inbox.add(List.of(Draft.periodic(text, instant)));
  }

  /** What another service wants to be told. */
  List<Sent> send(NoticeSend wish) {
    Optional<String> stranger = wish.to().filter(id -> !people.knows(id));
    if (stranger.isPresent()) {
      throw new CommandException(ErrorCode.UNKNOWN, "to: no such user \"" + stranger.get() + "\"");
    }
    return inbox.add(List.of(Draft.message(wish, clock.millis())));
  }
}
