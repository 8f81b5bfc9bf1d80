package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tickertalk.contract.ErrorCode;

class FramesTest {
  private static final Envelope POST =
      new Envelope(Envelope.Type.SEND, "chat.post", Optional.of("r1"), new JsonObject());

  @Test
  void anEventIsARec() {
    assertThat(new JsonObject(Frames.rec("price.BTC-USDT", new JsonObject().put("price", "1"))))
        .isEqualTo(
            new JsonObject(
                """
                {"type":"rec","address":"price.BTC-USDT","body":{"price":"1"}}"""));
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void aRefusalHasItsWordWhereStockClientsLookAndItsCode(Refusal refusal) {
    JsonObject err = new JsonObject(Frames.refused(POST.refused(refusal, "because")));

    assertThat(err)
        .isEqualTo(
            new JsonObject()
                .put("type", "err")
                .put("address", "r1")
                .put("failureCode", refusal.code().code())
                .put("failureType", refusal.word())
                .put("message", refusal.word() + ": because")
                .put("body", refusal.word()));
  }

  @Test
  void theWordsAreThoseOfTheProtocol() {
    assertThat(Refusal.values())
        .extracting(Refusal::word)
        .contains(
            "access_denied",
            "not_logged_in",
            "invalid_json",
            "invalid_type",
            "missing_type",
            "missing_address",
            "invalid_address",
            "max_handlers_reached",
            "max_address_length_reached");
  }

  @Test
  void aRefusalToNobodyInParticularHasNoAddress() {
    RefusedException refused =
        new RefusedException(Refusal.INVALID_JSON, Optional.empty(), "because");
    assertThat(new JsonObject(Frames.refused(refused)).containsKey("address")).isFalse();
  }

  @Test
  void aSenderThatIsTooFastIsToldWhenToComeBack() {
    JsonObject err =
        new JsonObject(Frames.refused(RefusedException.tooFast(Optional.of("r1"), 250)));
    assertThat(err.getInteger("failureCode")).isEqualTo(429);
    assertThat(err.getLong("retryAfterMs")).isEqualTo(250);
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void aServiceThatRefusesIsQuoted(ErrorCode code) {
    JsonObject err =
        new JsonObject(
            Frames.failed(
                POST, new ReplyException(ReplyFailure.RECIPIENT_FAILURE, code.code(), "room: no")));
    assertThat(err)
        .isEqualTo(
            new JsonObject()
                .put("type", "err")
                .put("address", "r1")
                .put("failureCode", code.code())
                .put("failureType", "RECIPIENT_FAILURE")
                .put("message", "room: no"));
  }

  @ParameterizedTest
  @EnumSource(
      value = ReplyFailure.class,
      names = {"NO_HANDLERS", "TIMEOUT"})
  void aServiceThatIsAwayIsATemporaryFailureWithoutDetailsOfTheBus(ReplyFailure failure) {
    JsonObject err =
        new JsonObject(Frames.failed(POST, new ReplyException(failure, "__vertx.reply.17")));
    assertThat(err)
        .isEqualTo(
            new JsonObject()
                .put("type", "err")
                .put("address", "r1")
                .put("failureCode", 503)
                .put("failureType", failure.name())
                .put("message", "chat.post is not available now, try again"));
  }

  @Test
  void anythingElseIsA503ThatTellsNothing() {
    JsonObject err = new JsonObject(Frames.failed(POST, new IllegalStateException("secret")));
    assertThat(err.getInteger("failureCode")).isEqualTo(503);
    assertThat(err.encode()).doesNotContain("secret");
  }
}
