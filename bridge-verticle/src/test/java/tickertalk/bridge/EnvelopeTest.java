package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
  private static Envelope parse(String frame) throws RefusedException {
    return Envelope.parse(frame);
  }

  private static RefusedException refusalOf(String frame) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, () -> parse(frame));
    assertThat(refused).as("the refusal of %.60s", frame).isNotNull();
    return refused;
  }

  @Test
  void aSendHasAddressReplyAddressAndBody() throws Exception {
    assertThat(
            parse(
                """
                {"type":"send","address":"chat.post","replyAddress":"r1","body":{"text":"hi"},
                 "headers":{"caller-id":"ignored"},"later":"ignored"}"""))
        .isEqualTo(
            new Envelope(
                Envelope.Type.SEND,
                "chat.post",
                Optional.of("r1"),
                new JsonObject().put("text", "hi")));
  }

  @ParameterizedTest
  @CsvSource({
    "ping, PING",
    "register, REGISTER",
    "unregister, UNREGISTER",
    "send, SEND",
    "publish, PUBLISH"
  })
  void everyTypeOfTheProtocolIsKnown(String word, Envelope.Type type) throws Exception {
    assertThat(parse("{\"type\":\"" + word + "\",\"address\":\"a\"}").type()).isEqualTo(type);
  }

  @Test
  void aPingNeedsNoAddress() throws Exception {
    assertThat(parse("{\"type\":\"ping\"}"))
        .isEqualTo(new Envelope(Envelope.Type.PING, "", Optional.empty(), new JsonObject()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"body\":null", ",\"body\":{}"})
  void aBodyThatIsNotThereIsAnEmptyOne(String body) throws Exception {
    assertThat(parse("{\"type\":\"send\",\"address\":\"chat.rooms\"" + body + "}").body())
        .isEqualTo(new JsonObject());
  }

  @Test
  void aReplyAddressThatIsNullIsNone() throws Exception {
    assertThat(parse("{\"type\":\"send\",\"address\":\"a\",\"replyAddress\":null}").replyAddress())
        .isEmpty();
  }

  /** It counted as none, and whoever sent it waited for an answer that went nowhere. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "{}", "[]"})
  void aReplyAddressThatIsNoTextIsRefused(String notText) {
    RefusedException refused =
        refusalOf("{\"type\":\"send\",\"address\":\"a\",\"replyAddress\":" + notText + "}");
    assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_ADDRESS);
    assertThat(refused).hasMessage("replyAddress: must be a string");
    assertThat(refused.answerAddress()).isEmpty();
  }

  /** They were told that the field is missing, though it was there. */
  @ParameterizedTest
  @ValueSource(strings = {"type", "address"})
  void aFieldThatIsNoTextIsSaidToHaveToBeOne(String field) {
    JsonObject frame = new JsonObject().put("type", "send").put("address", "a").put(field, 5);
    assertThat(refusalOf(frame.encode())).hasMessage(field + ": must be a string");
  }

  @Test
  void anAddressOfTwoHundredCharactersIsTheLongest() throws Exception {
    String longest = "a".repeat(200);
    assertThat(parse("{\"type\":\"send\",\"address\":\"" + longest + "\"}").address())
        .isEqualTo(longest);
    assertThat(refusalOf("{\"type\":\"send\",\"address\":\"" + longest + "a\"}").refusal())
        .isEqualTo(Refusal.MAX_ADDRESS_LENGTH_REACHED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hello",
        "{",
        "}",
        "[]",
        "[{\"type\":\"ping\"}]",
        "1",
        "1e999",
        "true",
        "null",
        "\"ping\"",
        "{\"type\":\"ping\"",
        "{\"type\":\"ping\"}{\"type\":\"ping\"}",
        "{\"type\":\"ping\"} trailing",
        "{type:\"ping\"}",
        "{'type':'ping'}",
        "{\"type\":\"ping\",\"body\":\"\u0001\"}",
        "\u0000"
      })
  void whatIsNoJsonObjectIsRefused(String frame) {
    RefusedException refused = refusalOf(frame);
    assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_JSON);
    assertThat(refused.answerAddress()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void deeplyNestedJsonIsRefusedAndDoesNotExhaustTheStack(String opening) {
    String closing = opening.equals("[") ? "]" : "}";
    int depth = 10_000;
    String body = opening.repeat(depth) + "0" + closing.repeat(depth);
    assertThat(refusalOf("{\"type\":\"send\",\"address\":\"a\",\"body\":" + body + "}").refusal())
        .isEqualTo(Refusal.INVALID_JSON);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{}                                                      | MISSING_TYPE",
        "{'type':null,'address':'a'}                             | MISSING_TYPE",
        "{'type':1,'address':'a'}                                | INVALID_TYPE",
        "{'type':{},'address':'a'}                               | INVALID_TYPE",
        "{'type':'','address':'a'}                               | INVALID_TYPE",
        "{'type':'subscribe','address':'a'}                      | INVALID_TYPE",
        "{'type':'rec','address':'a'}                            | INVALID_TYPE",
        "{'type':'send'}                                         | MISSING_ADDRESS",
        "{'type':'register','address':null}                      | MISSING_ADDRESS",
        "{'type':'unregister','address':7}                       | INVALID_ADDRESS",
        "{'type':'publish','address':['a']}                      | INVALID_ADDRESS",
        "{'type':'send','address':'a','body':'text'}             | INVALID_BODY",
        "{'type':'send','address':'a','body':1}                  | INVALID_BODY",
        "{'type':'send','address':'a','body':[]}                 | INVALID_BODY",
        "{'type':'send','address':'a','body':false}              | INVALID_BODY"
      })
  void whatIsMalformedIsRefusedByItsWord(String frame, Refusal word) {
    assertThat(refusalOf(frame.strip().replace('\'', '"')).refusal()).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"replyAddress\":\"r1\"}",
        "{\"replyAddress\":\"r1\",\"type\":\"subscribe\"}",
        "{\"replyAddress\":\"r1\",\"type\":\"send\"}",
        "{\"replyAddress\":\"r1\",\"type\":\"send\",\"address\":\"a\",\"body\":1}"
      })
  void aRefusalGoesWhereTheSenderWaits(String frame) {
    assertThat(refusalOf(frame).answerAddress()).contains("r1");
  }

  @Test
  void aRegistrationWithoutReplyAddressIsAnsweredAtItsOwnAddress() throws Exception {
    assertThat(parse("{\"type\":\"register\",\"address\":\"a\"}").answerAddress()).contains("a");
    assertThat(
            parse("{\"type\":\"register\",\"address\":\"a\",\"replyAddress\":\"r\"}")
                .answerAddress())
        .contains("r");
    assertThat(parse("{\"type\":\"send\",\"address\":\"a\"}").answerAddress()).isEmpty();
  }
}
