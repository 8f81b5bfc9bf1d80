package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloseReasonTest {
  static CloseReason[] table() {
    return new CloseReason[] {
      CloseReason.NORMAL,
      CloseReason.PROTOCOL_ERROR,
      CloseReason.INVALID_UTF8,
      CloseReason.TOO_LARGE,
      CloseReason.FULL,
      CloseReason.SLOW,
      CloseReason.SIGNED_OUT,
      CloseReason.goingAway(Long.MAX_VALUE),
      CloseReason.SENT_AWAY,
      CloseReason.sentAway(Optional.of("spam")),
      CloseReason.sentAway(Optional.of("도배".repeat(100)))
    };
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyReasonFitsInACloseFrame(CloseReason reason) {
    assertThat(WebSocketCloseStatus.isValidStatusCode(reason.code())).isTrue();
    assertThat(reason.text().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(123);
  }

  @Test
  void aReasonThatIsTooLongIsCutBetweenCharacters() {
    String told = CloseReason.sentAway(Optional.of("🚀".repeat(200))).text();
    assertThat(told).isEqualTo("sent away from the room: " + "🚀".repeat(24));
  }

  @ParameterizedTest
  @CsvSource({"1002, 1002", "1007, 1007", "1009, 1009", "1003, 1002", "0, 1002"})
  void whatTheDecoderFoundIsToldByTheTable(int found, int told) {
    assertThat(CloseReason.protocolError(found).code()).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_999})
  void whoIsSentAwayIsToldWhenToComeBack(long retryAfterMs) {
    CloseReason reason = CloseReason.goingAway(retryAfterMs);
    assertThat(reason.code()).isEqualTo(1001);
    assertThat(new JsonObject(reason.text()).getLong("retryAfterMs")).isEqualTo(retryAfterMs);
  }
}
