package tickertalk.bridge;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that are no envelopes, hardly, or odd ones; the same for one seed. */
final class BrokenEnvelopes {
  private static final List<String> FIELDS =
      List.of("type", "address", "replyAddress", "body", "headers", "message", "type", "from");
  private static final List<String> TYPES =
      List.of("send", "publish", "register", "unregister", "ping", "rec", "err", "SEND", "");
  private static final List<String> ADDRESSES =
      List.of(
          "sentiment.analyze",
          "chat.rooms",
          "chat.post",
          "chat.room.fuzz",
          "price.BTC-USDT",
          "session.refresh",
          "notice.me",
          "notice.user.1",
          "internal.chat.entries",
          "__vertx.reply.1",
          "",
          "*");

  /** As they stand in JSON. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-0",
          "1e999999999",
          "-1e-999999999",
          "123456789012345678901234567890",
          "9".repeat(2_000),
          "0." + "1".repeat(900),
          "NaN",
          "Infinity",
          "01",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u0000\"",
          "\"\u202E gnp.exe \u2066\"",
          "\"\\u2028\\u2029\"",
          "\"\uFEFF\"",
          "\"\\x41\"",
          "\"unfinished",
          "\"a\tb\nc\"",
          "[]",
          "{}",
          "[[[[[[]]]]]]",
          "{\"a\":{\"a\":{\"a\":[{}]}}}",
          "{\"__proto__\":{\"role\":\"admin\"}}",
          "{\"room\":\"../../etc\",\"text\":\"<script>\"}");

  private final Random random;

  BrokenEnvelopes(Random random) {
    this.random = random;
  }

  String next() {
    return switch (random.nextInt(6)) {
      case 0 -> value();
      case 1 -> damaged(object());
      case 2 -> "[" + value() + "," + value() + "]";
      default -> object();
    };
  }

  /** A field may come twice. */
  private String object() {
    return IntStream.range(0, random.nextInt(7))
        .mapToObj(i -> field(oneOf(FIELDS)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String field(String name) {
    String value =
        switch (random.nextInt(4) == 0 ? "" : name) {
          case "type" -> '"' + oneOf(TYPES) + '"';
          case "address", "replyAddress" -> '"' + oneOf(ADDRESSES) + '"';
          case "body", "headers" -> "{\"text\":" + value() + "}";
          default -> value();
        };
    return '"' + name + "\":" + value;
  }

  private String value() {
    return oneOf(VALUES);
  }

  private String damaged(String text) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(damaged.length());
      damaged.setCharAt(at, (char) (random.nextInt(8) == 0 ? 0 : 0x20 + random.nextInt(0x60)));
    }
    return damaged.toString();
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
