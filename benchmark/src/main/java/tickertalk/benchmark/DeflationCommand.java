package tickertalk.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code deflation}: what compressing one message costs and spares, as permessage-deflate does it
 * here: each message for itself, ended by a sync flush.
 */
@Command(
    name = "deflation",
    description = "Measures what compressing a message costs; prints a table of the medians.",
    mixinStandardHelpOptions = true)
final class DeflationCommand implements Callable<Integer> {
  private static final int[] LEVELS = {1, 3, 6, 9};
  private static final int ROUNDS = 9;

  /** What RFC 7692, 7.2.1, leaves out on the wire. */
  private static final int TAIL = 4;

  @Option(names = "--seconds", defaultValue = "0.2", description = "of each round (default: 0.2)")
  double seconds;

  private final byte[] out = new byte[64 * 1024];

  @Override
  public Integer call() {
    System.out.println("| message | bytes | level | compressed | µs |\n|---|---|---|---|---|");
    samples().forEach(this::measure);
    return 0;
  }

  private static Map<String, String> samples() {
    Map<String, String> samples = new LinkedHashMap<>();
    samples.put("typing, nobody", event("typing.room.lobby", "{\"room\":\"lobby\",\"users\":[]}"));
    samples.put("score", event("sentiment.room.lobby", score()));
    samples.put("price", event("price.BTC-USDT", quote()));
    samples.put("chat, 17 Korean characters", chat("비트코인 오늘 왜 이렇게 오르죠"));
    samples.put(
        "chat, 123 English characters", chat("is it me or does the ask side look thin ".repeat(3)));
    samples.put("presence, 50 people", event("presence.room.lobby", presence()));
    return samples;
  }

  private static String event(String address, String body) {
    return "{\"type\":\"rec\",\"address\":\"" + address + "\",\"body\":" + body + "}";
  }

  private static String chat(String text) {
    return event(
        "chat.room.lobby",
        "{\"kind\":\"message\",\"room\":\"lobby\",\"epoch\":\"0b9ff2a4-5c1e-4a0e-9d0b-6f1f3c2f7a11\","
            + "\"seq\":48213,\"id\":\"0199a6c8-2f6e-7c3b-8a54-93d1b0a4e5f7\",\"from\":{\"id\":"
            + "\"7d1e8a90-14c2-4f6b-b8e3-2a9c0d5f4e61\",\"name\":\"민수\"},\"text\":\""
            + text
            + "\",\"at\":1795300000123}");
  }

  private static String score() {
    return "{\"kind\":\"score\",\"room\":\"lobby\",\"seq\":48213,\"label\":\"positive\","
        + "\"score\":0.62,\"emoji\":\"😊\"}";
  }

  private static String quote() {
    return "{\"symbol\":\"BTC-USDT\",\"price\":\"70352.36\",\"display\":\"$70,352.36\","
        + "\"change24h\":\"-1.25\",\"source\":\"binance\",\"at\":1795300000123,"
        + "\"receivedAt\":1795300000188,\"ageMs\":65,\"state\":\"live\"}";
  }

  private static String presence() {
    return IntStream.range(0, 50)
        .mapToObj(
            i ->
                "{\"id\":\"7d1e8a90-14c2-4f6b-b8e3-"
                    + (100_000_000_000L + 7_919L * i * i)
                    + "\",\"name\":\"person "
                    + i
                    + "\"}")
        .collect(Collectors.joining(",", "{\"room\":\"lobby\",\"count\":50,\"users\":[", "]}"));
  }

  private void measure(String name, String text) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    for (int level : LEVELS) {
      Deflater deflater = new Deflater(level, true);
      double[] micros =
          IntStream.range(0, ROUNDS).mapToDouble(i -> round(deflater, message)).toArray();
      Arrays.sort(micros);
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %d | %.1f |%n",
          name,
          message.length,
          level,
          compress(deflater, message) - TAIL,
          micros[ROUNDS / 2]);
      deflater.end();
    }
  }

  private double round(Deflater deflater, byte[] message) {
    long begun = System.nanoTime();
    long end = begun + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    long now;
    int count = 0;
    do {
      compress(deflater, message);
      count++;
      now = System.nanoTime();
    } while (now < end);
    return (now - begun) / 1e3 / count;
  }

  private int compress(Deflater deflater, byte[] message) {
    deflater.reset();
    deflater.setInput(message);
    return deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
  }
}
