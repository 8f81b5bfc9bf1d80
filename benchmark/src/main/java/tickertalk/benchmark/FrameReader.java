package tickertalk.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Reads what a server sends over one WebSocket, looking at as few bytes as it can: at the headers,
 * and in deliveries at the markers. Keeps its place when a frame comes in parts.
 */
final class FrameReader {
  /** Gets the frames that are no deliveries: answers, heartbeats, pings, close. */
  interface Control {
    void frame(int opcode, byte[] payload);
  }

  static final int TEXT = 1;

  /** The stock bridge's raw WebSocket has its texts in these. */
  static final int BINARY = 2;

  static final int CLOSE = 8;
  static final int PING = 9;
  private static final int FIRST_CONTROL = 8;
  private static final int MAX_HEADER = 10;

  private final boolean many;
  private final Stride stride;
  private final LongConsumer sentAt;
  private final Control control;
  private final boolean sampled;

  private boolean delivering;
  private boolean inFrame;
  private boolean last;
  private boolean delivery;

  /** Holds across a ping that comes between the frames of a message. */
  private boolean messageIsDelivery;

  private int opcode;
  private long left;

  private byte[] partialHeader;
  private int headerBytes;
  private byte[] collected = {};
  private int collectedBytes;

  private int skip;
  private int digits;
  private long time;
  private long passed;
  private long afterMarker;

  /**
   * A reader at the beginning of a connection, who takes no frame for a delivery yet.
   *
   * @param sentAt gets the time in each delivery if {@code sampled}
   */
  FrameReader(
      Dialect.Framing framing,
      boolean sampled,
      Stride stride,
      LongConsumer sentAt,
      Control control) {
    this.many = framing == Dialect.Framing.MANY;
    this.sampled = sampled;
    this.stride = stride;
    this.sentAt = sentAt;
    this.control = control;
  }

  /** From now on long frames are deliveries. */
  void expectDeliveries() {
    delivering = true;
  }

  /** Reads all that there is, and tells how many messages it completed. */
  int read(ByteBuffer in) {
    int deliveries = 0;
    while (inFrame || in.hasRemaining()) {
      if (!inFrame && !readHeader(in)) {
        break;
      }
      int length = (int) Math.min(left, in.remaining());
      deliveries += readPayload(in, length);
      left -= length;
      if (left > 0) {
        break;
      }
      deliveries += endFrame();
    }
    return deliveries;
  }

  private int readPayload(ByteBuffer in, int length) {
    if (!delivery) {
      collect(in, length);
      return 0;
    }
    int found = many || sampled ? scan(in, length) : 0;
    in.position(in.position() + length);
    return many ? found : 0;
  }

  private int endFrame() {
    inFrame = false;
    if (delivery) {
      return last && !many ? 1 : 0;
    }
    if (last) {
      byte[] payload = Arrays.copyOf(collected, collectedBytes);
      collectedBytes = 0;
      control.frame(opcode, payload);
    }
    return 0;
  }

  private void collect(ByteBuffer in, int length) {
    if (collected.length < collectedBytes + length) {
      collected = Arrays.copyOf(collected, collectedBytes + length);
    }
    in.get(collected, collectedBytes, length);
    collectedBytes += length;
  }

  /** Looks for markers, from the buffer's position on, which it leaves where it is. */
  private int scan(ByteBuffer in, int length) {
    int found = 0;
    int at = in.position();
    int end = at + length;
    while (at < end) {
      if (skip > 0) {
        int step = Math.min(skip, end - at);
        skip -= step;
        at += step;
      } else if (digits > 0) {
        readDigit(in.get(at++));
      } else if (in.get(at++) == Message.MARKER) {
        found++;
        noteMarker(passed + at - in.position());
      }
    }
    passed += length;
    return found;
  }

  private void readDigit(byte digit) {
    time = time * 10 + digit - '0';
    if (--digits == 0) {
      sentAt.accept(time);
      skip = Math.max(0, stride.gap() - Message.TIME_DIGITS);
    }
  }

  private void noteMarker(long place) {
    if (stride.isLearning()) {
      if (afterMarker == 0) {
        stride.sawFirst(place - 1);
      } else {
        stride.sawNext(place - 1 - afterMarker);
      }
    }
    afterMarker = place;
    if (sampled) {
      digits = Message.TIME_DIGITS;
      time = 0;
    } else {
      skip = stride.gap();
    }
  }

  private boolean readHeader(ByteBuffer in) {
    if (headerBytes == 0 && in.remaining() >= MAX_HEADER) {
      int length = headerLength(in.get(in.position() + 1));
      begin(in, in.position());
      in.position(in.position() + length);
      return true;
    }
    return readPartialHeader(in);
  }

  private boolean readPartialHeader(ByteBuffer in) {
    if (partialHeader == null) {
      partialHeader = new byte[MAX_HEADER];
    }
    while (in.hasRemaining()) {
      partialHeader[headerBytes++] = in.get();
      if (headerBytes >= 2 && headerBytes == headerLength(partialHeader[1])) {
        headerBytes = 0;
        begin(ByteBuffer.wrap(partialHeader), 0);
        return true;
      }
    }
    return false;
  }

  private static int headerLength(byte second) {
    int length = second & 0x7F;
    return length == 127 ? 10 : length == 126 ? 4 : 2;
  }

  private void begin(ByteBuffer header, int at) {
    int first = header.get(at);
    int length = header.get(at + 1) & 0x7F;
    left =
        length == 127
            ? header.getLong(at + 2)
            : length == 126 ? header.getShort(at + 2) & 0xFFFF : length;
    inFrame = true;
    last = first < 0;
    if ((first & 0xF) == 0) {
      delivery = messageIsDelivery; // goes on with what an earlier frame began
      return;
    }
    opcode = first & 0xF;
    delivery = delivering && opcode < FIRST_CONTROL && left >= Message.MIN_DELIVERY_BYTES;
    if (opcode < FIRST_CONTROL) {
      messageIsDelivery = delivery;
    }
    if (delivery) {
      skip = stride.lead();
      digits = 0;
      passed = 0;
      afterMarker = 0;
    }
  }

  /** The text of a frame. */
  static String text(byte[] payload) {
    return new String(payload, StandardCharsets.UTF_8);
  }
}
