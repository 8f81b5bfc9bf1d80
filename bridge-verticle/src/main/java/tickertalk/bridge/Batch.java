package tickertalk.bridge;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The events of one address that came in one turn of an event loop, in their order. Their frames
 * are made once for each way a connection may want them, and shared by all its sockets. For one
 * thread; ends with the turn.
 */
final class Batch {
  private final FrameEncoder encoder;
  private final List<Event> events = new ArrayList<>(1);
  private final Map<Framing, ByteBuf> plain = new EnumMap<>(Framing.class);
  private final Map<Framing, ByteBuf> compressed = new EnumMap<>(Framing.class);
  private int chars;
  private boolean hasNewestOnly;

  Batch(FrameEncoder encoder) {
    this.encoder = encoder;
  }

  static Batch of(Event event, FrameEncoder encoder) {
    Batch batch = new Batch(encoder);
    batch.add(event);
    return batch;
  }

  /** Adds an event; of those of which only the newest counts it replaces the one before. */
  void add(Event event) {
    if (event.isNewestOnly()) {
      hasNewestOnly = true;
      if (events.removeIf(older -> older.conflationKey().equals(event.conflationKey()))) {
        chars = events.stream().mapToInt(left -> left.envelope().length()).sum();
      }
    }
    events.add(event);
    chars += event.envelope().length();
  }

  List<Event> events() {
    return events;
  }

  /** Whether there is anything in it that a slow browser may miss. */
  boolean hasNewestOnly() {
    return hasNewestOnly;
  }

  /** How large it is about, in characters. */
  int chars() {
    return chars;
  }

  /** Its frames; whoever sends them duplicates them. */
  ByteBuf frames(Framing framing, boolean deflated) {
    return (deflated ? compressed : plain)
        .computeIfAbsent(framing, form -> encoder.texts(texts(), form, deflated));
  }

  private List<String> texts() {
    return events.stream().map(Event::envelope).toList();
  }

  /** Ends it; the frames live on where they still wait to be sent. */
  void release() {
    plain.values().forEach(ByteBuf::release);
    compressed.values().forEach(ByteBuf::release);
  }
}
