package tickertalk.exchange;

import java.util.Map;

/** What an exchange answers in place of what it was asked for. */
public record Refusal(int status, Map<String, String> headers, String body) {
  public static Refusal of(int status, String body) {
    return new Refusal(status, Map.of(), body);
  }
}
