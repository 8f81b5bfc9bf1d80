package tickertalk.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.benchmark.Dialect.Framing;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class FrameReaderTest {
  private static final int FIN = 0x80;
  private static final int TEXT = 1;
  private static final int CONTINUATION = 0;

  private final Stride stride = new Stride();
  private final List<Long> times = new ArrayList<>();
  private final List<String> controls = new ArrayList<>();
  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

  @Test
  void eachFrameIsADeliveryHoweverTheBytesCome() {
    for (int i = 1; i <= 5; i++) {
      frame(FIN | TEXT, delivery(i));
      frame(FIN | TEXT, "{\"heartbeat\":true}");
    }
    for (int chunk = 1; chunk < 600; chunk++) {
      assertThat(read(Framing.ONE, true, chunk)).as("in chunks of %d", chunk).isEqualTo(5);
      assertThat(times).containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(controls).hasSize(5).containsOnly("{\"heartbeat\":true}");
    }
  }

  @Test
  void eachMarkerInAnArrayIsADelivery() {
    frame(FIN | TEXT, "a[" + quoted(1) + "," + quoted(2) + "," + quoted(3) + "]");
    frame(FIN | TEXT, "h");
    frame(FIN | TEXT, "a[" + quoted(4) + "]");
    for (int chunk = 1; chunk < 600; chunk++) {
      assertThat(read(Framing.MANY, true, chunk)).as("in chunks of %d", chunk).isEqualTo(4);
      assertThat(times).containsExactly(1L, 2L, 3L, 4L);
    }
  }

  @Test
  void oneThatLearnedWhereMarkersStandSkipsTheRestAndCountsTheSame() {
    frame(FIN | TEXT, "a[" + quoted(1) + "," + quoted(2) + "]");
    assertThat(read(Framing.MANY, false, 100)).isEqualTo(2);
    stride.learned();
    assertThat(stride.lead()).isGreaterThan(200);
    assertThat(stride.gap()).isGreaterThan(300);
    for (int chunk = 1; chunk < 600; chunk++) {
      assertThat(read(Framing.MANY, false, chunk)).as("in chunks of %d", chunk).isEqualTo(2);
      assertThat(read(Framing.MANY, true, chunk)).as("sampled, in %d", chunk).isEqualTo(2);
    }
  }

  @Test
  void aMessageInSeveralFramesWithAPingBetweenThemIsOneDelivery() {
    String text = delivery(7);
    frame(TEXT, text.substring(0, 260));
    frame(FIN | FrameReader.PING, "still there?");
    frame(CONTINUATION, text.substring(260, 270));
    frame(FIN | CONTINUATION, text.substring(270));
    assertThat(read(Framing.ONE, true, 64)).isEqualTo(1);
    assertThat(times).containsExactly(7L);
    assertThat(controls).containsExactly("still there?");
  }

  @Test
  void aLargeFrameHasAnEightByteLength() {
    StringBuilder array = new StringBuilder("a[").append(quoted(1));
    for (int i = 2; i <= 300; i++) {
      array.append(',').append(quoted(i));
    }
    frame(FIN | TEXT, array.append(']').toString());
    assertThat(wire.size()).isGreaterThan(0xFFFF);
    assertThat(read(Framing.MANY, false, 4096)).isEqualTo(300);
  }

  @Test
  void beforeOneHasJoinedNothingIsADelivery() {
    String text = delivery(1);
    frame(FIN | TEXT, text);
    FrameReader reader = reader(Framing.ONE, true);
    assertThat(reader.read(ByteBuffer.wrap(wire.toByteArray()))).isZero();
    assertThat(controls).containsExactly(text);
  }

  private int read(Framing framing, boolean sampled, int chunk) {
    times.clear();
    controls.clear();
    FrameReader reader = reader(framing, sampled);
    reader.expectDeliveries();
    byte[] bytes = wire.toByteArray();
    int deliveries = 0;
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
      deliveries += reader.read(ByteBuffer.wrap(part));
    }
    return deliveries;
  }

  private FrameReader reader(Framing framing, boolean sampled) {
    return new FrameReader(
        framing,
        sampled,
        stride,
        times::add,
        (opcode, payload) -> controls.add(FrameReader.text(payload)));
  }

  private static String delivery(long sentAt) {
    String envelope = new Message("room1", sentAt, "some-id", "TEXT").envelope();
    return envelope.replace("TEXT", "^%019d and what was said".formatted(sentAt));
  }

  private static String quoted(long sentAt) {
    return '"' + delivery(sentAt).replace("\"", "\\\"") + '"';
  }

  /** As a server sends it: without a mask. */
  private void frame(int first, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else if (payload.length <= 0xFFFF) {
      frame.put((byte) 126).putShort((short) payload.length);
    } else {
      frame.put((byte) 127).putLong(payload.length);
    }
    frame.put(payload);
    wire.write(frame.array(), 0, frame.position());
  }
}
