package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class RoomWordTest {
  @ParameterizedTest
  @ValueSource(doubles = {-1.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void aWeightOutsideItsRangeIsRefused(double weight) {
    Refusals.assertBadInput("weight: must be within -1 and 1", () -> new RoomWord("moon", weight));
  }

  @Test
  void aChangeWithoutAWeightForgetsTheWord() {
    JsonObject json = new JsonObject().put("room", "lobby").put("word", " 진격\n");
    assertThat(WordChange.fromJson(json))
        .isEqualTo(new WordChange("lobby", "진격", OptionalDouble.empty()));
    assertThat(WordChange.fromJson(json.put("weight", -0.5)).weight()).hasValue(-0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'word':'moon'}; room: is required",
        "{'room':'lobby'}; word: is required",
        "{'room':'lobby','word':'\u3000'}; word: must not be empty",
        "{'room':'lobby','word':7}; word: must be a string",
        "{'room':'lobby','word':'moon','weight':2}; weight: must be within -1 and 1",
        "{'room':'lobby','word':'moon','weight':'1'}; weight: must be a number"
      })
  void whatIsWrongIsNamed(String json, String message) {
    JsonObject change = new JsonObject(json.replace('\'', '"'));
    Refusals.assertBadInput(message, () -> WordChange.fromJson(change));
  }
}
