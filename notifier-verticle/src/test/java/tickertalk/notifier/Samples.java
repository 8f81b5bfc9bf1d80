package tickertalk.notifier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import tickertalk.contract.Entry;
import tickertalk.contract.NoticeSend;
import tickertalk.contract.Person;

/** People and messages that the tests tell their stories with, and a clock they set. */
final class Samples {
  static final Person ALICE = new Person("id-alice", "alice");
  static final Person BOB = new Person("id-bob", "bob");

  private Samples() {}

  static Entry.Message entry(long seq, Person from, String text) {
    return new Entry.Message(head(seq, from), text, OptionalLong.empty());
  }

  static Entry.Head head(long seq, Person from) {
    String id = UUID.randomUUID().toString();
    return new Entry.Head("lobby", "epoch-1", seq, id, from, 1_000 + seq);
  }

  static Draft toEverybody(String text) {
    return Draft.message(new NoticeSend(Optional.empty(), text), 1);
  }

  static Draft to(Person reader, String text) {
    return Draft.message(new NoticeSend(Optional.of(reader.id()), text), 1);
  }

  /** Stands still until it is set. */
  static final class SetClock extends Clock {
    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);

    void advance(Duration by) {
      now.addAndGet(by.toMillis());
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
