package tickertalk.notifier;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import tickertalk.contract.CommandException;
import tickertalk.contract.Entry;
import tickertalk.contract.Entry.Message;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Joined;
import tickertalk.contract.NoticeSend;
import tickertalk.contract.Person;

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

  /** Somebody came into a room: told to everybody, unless they were there a moment ago. */
  List<Sent> joined(Joined joined) {
    people.remember(joined.person());
    long now = clock.millis();
    return joins.isNews(joined, now) ? inbox.add(List.of(Draft.joined(joined, now))) : List.of();
  }

  /** Somebody said something: told to those it names. What it becomes later is no news to them. */
  List<Sent> posted(Entry entry) {
    people.remember(entry.from());
    return entry instanceof Message message ? named(message) : List.of();
  }

  private List<Sent> named(Message entry) {
    Mentions mentions = Mentions.in(entry.text());
    List<Person> readers = mentions.by(entry.from(), people.bearers(mentions.keys()));
    return readers.isEmpty()
        ? List.of()
        : inbox.add(readers.stream().map(reader -> Draft.mention(reader, entry)).toList());
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
