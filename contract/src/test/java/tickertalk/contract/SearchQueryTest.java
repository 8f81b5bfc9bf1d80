package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SearchQueryTest {
  @Test
  void whatIsNotGivenIsAllRoomsAndTheNewestTwenty() {
    assertThat(SearchQuery.fromJson(query("비트코")))
        .isEqualTo(
            new SearchQuery(
                Optional.empty(),
                Optional.of("비트코"),
                Optional.empty(),
                0,
                SearchQuery.MAX_TIME,
                SearchOrder.NEWEST,
                20,
                OptionalLong.empty()));
  }

  @Test
  void aQueryIsReadAsItWasWritten() {
    SearchQuery query =
        new SearchQuery(
            Optional.of("방"),
            Optional.of("ㅋㅋ 🚀"),
            Optional.of("민수"),
            5,
            6,
            SearchOrder.OLDEST,
            100,
            OptionalLong.of(7));
    assertThat(SearchQuery.fromJson(new JsonObject(query.toJson().encode()))).isEqualTo(query);
  }

  @Test
  void aQueryOfAHundredCharactersIsTakenAndALongerOneIsRefused() {
    String family = "👨‍👩‍👧";
    assertThat(SearchQuery.fromJson(query(family.repeat(50) + "가".repeat(50))).query()).isPresent();
    assertRefused("query: must be at most 100 characters long", query("가".repeat(101)));
    assertRefused("query: must be at most 100 characters long", query("ㅋ".repeat(4_000)));
  }

  @Test
  void aQueryThatLacksSomethingOrIsMalformedIsRefused() {
    assertRefused("query: is required", new JsonObject());
    assertRefused("query: must not be empty", query(" \u3164"));
    assertRefused("limit: must be within 1 and 100", query("x").put("limit", 101));
    assertRefused("before: must be within 1 and " + Long.MAX_VALUE, query("x").put("before", 0));
    assertRefused("room: may have letters, digits, - and _ only", query("x").put("room", "a b"));
  }

  @Test
  void anAuthorWillDoWithoutWords() {
    assertThat(SearchQuery.fromJson(new JsonObject().put("author", "민수")))
        .returns(Optional.of("민수"), SearchQuery::author)
        .returns(Optional.empty(), SearchQuery::query);
  }

  @Test
  void aPeriodThatCannotBeOrAnOrderThatIsNoneIsRefused() {
    assertRefused("from: must be before to", query("x").put("from", 9).put("to", 9));
    assertRefused(
        "to: must be within 0 and " + SearchQuery.MAX_TIME, query("x").put("to", Long.MAX_VALUE));
    assertRefused("order: must be newest or oldest", query("x").put("order", "best"));
  }

  private static JsonObject query(String text) {
    return new JsonObject().put("query", text);
  }

  private static void assertRefused(String message, JsonObject json) {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> SearchQuery.fromJson(json))
        .withMessage(message)
        .extracting(CommandException::code)
        .isEqualTo(ErrorCode.BAD_INPUT);
  }
}
