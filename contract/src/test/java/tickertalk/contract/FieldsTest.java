package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static tickertalk.contract.Refusals.assertBadInput;
import static tickertalk.contract.Refusals.assertRefused;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class FieldsTest {
  private static Fields fields(Object value) {
    return new Fields(new JsonObject().put("it", value));
  }

  private static Fields parsed(String json) {
    return new Fields(new JsonObject(json));
  }

  // Missing, and of the wrong type

  static Stream<Arguments> kinds() {
    return Stream.of(
        kind("a string", 7, (fields, field) -> fields.text(field, 10)),
        kind("a string", 7, (fields, field) -> fields.words(field)),
        kind("a string", 7, (fields, field) -> fields.emoji(field)),
        kind("a string", 7, (fields, field) -> fields.uuid(field)),
        kind("true or false", "true", (fields, field) -> fields.flag(field)),
        kind("a whole number", "7", (fields, field) -> fields.number(field, 0, 10)),
        kind("a number", "7.5", (fields, field) -> fields.real(field)),
        kind("an object", "{}", (fields, field) -> fields.object(field)),
        kind("an array", "[]", (fields, field) -> fields.array(field)));
  }

  private static Arguments kind(String expected, Object wrong, BiConsumer<Fields, String> read) {
    return Arguments.of(expected, wrong, read);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldNameTheFieldThatIsMissing(
      String expected, Object wrong, BiConsumer<Fields, String> read) {
    assertBadInput("it: is required", () -> read.accept(parsed("{\"other\":1}"), "it"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldTakeNullForMissing(String expected, Object wrong, BiConsumer<Fields, String> read) {
    assertBadInput("it: is required", () -> read.accept(parsed("{\"it\":null}"), "it"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldNameTheFieldOfTheWrongType(
      String expected, Object wrong, BiConsumer<Fields, String> read) {
    assertBadInput("it: must be " + expected, () -> read.accept(fields(wrong), "it"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldNotTakeABooleanOrAnArrayForAnythingElse(
      String expected, Object wrong, BiConsumer<Fields, String> read) {
    Object value = expected.equals("true or false") ? new JsonArray() : true;
    assertBadInput("it: must be " + expected, () -> read.accept(fields(value), "it"));
  }

  @Test
  void shouldReadNoBodyAsAnEmptyOne() {
    assertBadInput("room: is required", () -> new Fields(null).room());
  }

  @Test
  void shouldNotMindAbsenceOfWhatIsOptional() {
    assertThat(fields(null).optionalText("it", 5)).isEmpty();
    assertThat(fields(null).optionalNumber("it", 1, 5)).isEmpty();
    assertThat(fields(null).optionalReal("it", 1, 5)).isEmpty();
  }

  @Test
  void shouldCheckWhatIsOptionalWhenItIsThere() {
    assertBadInput("it: must not be empty", () -> fields("").optionalText("it", 5));
    assertBadInput("it: must be within 1 and 5", () -> fields(6).optionalNumber("it", 1, 5));
    assertBadInput("it: must be within -1 and 1", () -> fields(1.01).optionalReal("it", -1, 1));
    assertThat(fields(-0.5).optionalReal("it", -1, 1)).hasValue(-0.5);
  }

  @Test
  void shouldReadObjectsAndArraysThatCameOverTheWire() {
    Fields fields = parsed("{\"who\":{\"id\":\"u1\"},\"list\":[1,2],\"on\":false,\"score\":-0.5}");
    assertThat(fields.object("who").getString("id")).isEqualTo("u1");
    assertThat(fields.array("list")).containsExactly(1, 2);
    assertThat(fields.flag("on")).isFalse();
    assertThat(fields.real("score")).isEqualTo(-0.5);
  }

  // Texts

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\r\n", "\u3000", "\u2028"})
  void shouldRefuseATextThatSaysNothing(String blank) {
    assertBadInput("it: must not be empty", () -> fields(blank).text("it", 10));
  }

  @Test
  void shouldKeepATextAsItIsButForItsUnicodeForm() {
    String text = "  <b>안녕</b>\n\tReply: 'x'; -- 🚀 \u200f \\u0041 ";
    assertThat(fields(text).text("it", 100)).isEqualTo(text);
  }

  // What people say

  static Stream<Arguments> steered() {
    return Stream.of(
        Arguments.of("ding\u0007", "ding"),
        Arguments.of("\u001B[31mred\u001B[0m", "[31mred[0m"),
        Arguments.of("pass\bword\u007F", "password"),
        Arguments.of("a\u009Bb\u0000c", "abc"),
        Arguments.of("gnp.\u202Eexe", "gnp.exe"),
        Arguments.of("\u202Aa\u202Bb\u202Cc\u202Dd\u202E", "abcd"),
        Arguments.of("\u2066a\u2067b\u2068c\u2069", "abc"),
        Arguments.of(
            "a\r\nb\rc\nd\u0085e\u2028f\u2029g\fh\u000Bi\tj", "a\nb\nc\nd\ne\nf\ng\nh\ni\tj"),
        Arguments.of("a\r\n\r\nb\r", "a\n\nb\n"),
        Arguments.of("\u05D0\u200F!\u200E\u061C", "\u05D0\u200F!\u200E\u061C"),
        Arguments.of("\u0645\u06CC\u200C\u062E", "\u0645\u06CC\u200C\u062E"),
        Arguments.of("e\u0007\u0301", "\u00E9"));
  }

  @ParameterizedTest
  @MethodSource("steered")
  void shouldLeaveOutOfWhatIsSaidWhatSteersHowOthersAreShown(String said, String kept) {
    assertThat(fields(said).words("it")).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "👨‍👩‍👧‍👦",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "👍🏽 ok",
        "1️⃣",
        "가나다 ㄱㄴㄷ",
        "  spaces  ",
        "<b>&amp;</b>"
      })
  void shouldLeaveWhatPeopleSayAsItIsOtherwise(String said) {
    assertThat(fields(said).words("it")).isEqualTo(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u202E", "\u0000\u0007", "\u2066 \u2069", "\u200B", "\r\n\u0085", "\u3164"})
  void shouldRefuseWordsOfWhichNothingIsLeftToRead(String said) {
    assertBadInput("it: must not be empty", () -> fields(said).words("it"));
  }

  @Test
  void shouldCountWordsAsPeopleDoAndAfterWhatIsLeftOut() {
    String four = "👨‍👩‍👧‍👦\u202E".repeat(1_000).replace("👨‍👩‍👧‍👦", "👍🏽👍🏽👍🏽👍🏽");
    assertThat(fields(four).words("it")).isEqualTo("👍🏽".repeat(4_000));
    assertRefused(
        ErrorCode.TOO_LARGE,
        "it: must be at most 4000 characters long",
        () -> fields("가".repeat(4_001)).words("it"));
    assertRefused(
        ErrorCode.TOO_LARGE,
        "it: must be at most 16128 UTF-16 code units long",
        () -> fields("👨‍👩‍👧‍👦".repeat(2_000)).words("it"));
  }

  @Test
  void shouldRefuseWordsWithHalfCharacters() {
    assertBadInput("it: has characters that no text can have", () -> fields("a\ud83d").words("it"));
  }

  @ParameterizedTest
  @CsvSource({"title", "reason"})
  void shouldLeaveOutOfTitlesAndReasonsWhatSteersHowOthersAreShown(String field) {
    JsonObject said =
        new JsonObject()
            .put("room", "lobby")
            .put("user", "u-1")
            .put("minutes", 1)
            .put("seq", 1)
            .put(field, "\u202Egnp\u001B.exe\r\nroom\tfull");
    String kept = "gnp.exe room full";
    if (field.equals("title")) {
      assertThat(ChatOpen.fromJson(said).title()).isEqualTo(kept);
    } else {
      assertThat(ChatMute.fromJson(said).reason()).contains(kept);
      assertThat(ChatBan.fromJson(said).reason()).contains(kept);
      assertThat(ChatKick.fromJson(said).reason()).contains(kept);
      assertThat(ChatReport.fromJson(said).reason()).contains(kept);
    }
    assertBadInput("it: must not be empty", () -> fields("\n\u202E").line("it", 10));
    assertThat(fields(null).optionalLine("it", 10)).isEmpty();
  }

  @Test
  void shouldPutATextIntoFormNfc() {
    String syllablesInPieces = "\u1112\u1161\u11ab\u1100\u1173\u11af";
    assertThat(fields(syllablesInPieces).text("it", 10)).isEqualTo("한글");
    assertThat(fields("Cafe\u0301").text("it", 10)).isEqualTo("Caf\u00e9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "a\u0000b",
        "\ud83d",
        "a\ud83d",
        "\ude80",
        "\ude80\ud83d",
        "\ud83dx\ude80"
      })
  void shouldRefuseNulAndHalfCharactersWhichTheStoreCannotKeep(String text) {
    assertBadInput("it: has characters that no text can have", () -> fields(text).text("it", 10));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "family joined of four people, 👨‍👩‍👧‍👦",
    "couple with skin tones and a heart, 👩🏽‍❤️‍💋‍👩🏽",
    "flag of Korea, 🇰🇷",
    "flag of England made of tags, 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "thumb with a skin tone, 👍🏽",
    "keycap, 1️⃣",
    "rocket, 🚀",
    "composed syllable, 한",
    "old syllable that has no composed form, ᄒᆞᆫ",
    "letter with five marks, ạ̶̧́̂",
    "plain letter, x"
  })
  void shouldCountAsOneCharacterWhatPeopleSeeAsOne(String name, String character) {
    String atTheLimit = character.repeat(5);
    assertThatCode(() -> fields(atTheLimit).text("it", 5)).doesNotThrowAnyException();
    assertRefused(
        ErrorCode.TOO_LARGE,
        "it: must be at most 5 characters long",
        () -> fields(character.repeat(6)).text("it", 5));
  }

  @Test
  void shouldCountTwoFlagsInARowAsTwo() {
    assertThat(fields("🇰🇷🇺🇸").text("it", 2)).isEqualTo("🇰🇷🇺🇸");
    assertRefused(
        ErrorCode.TOO_LARGE,
        "it: must be at most 1 characters long",
        () -> fields("🇰🇷🇺🇸").text("it", 1));
  }

  @Test
  void shouldBoundTheMarksThatPileUpOnOneLetter() {
    assertRefused(
        ErrorCode.TOO_LARGE,
        "it: must be at most 168 UTF-16 code units long",
        () -> fields("a" + "\u0301".repeat(168)).text("it", 10));
  }

  @Test
  void shouldRefuseAHugeTextWithoutReadingItAll() {
    Fields huge = fields("\u1112\u1161\u11ab".repeat(5_000_000));
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(1),
        () ->
            assertRefused(
                ErrorCode.TOO_LARGE,
                "it: must be at most 16128 UTF-16 code units long",
                () -> huge.text("it", ChatPost.MAX_TEXT)));
  }

  // Rooms and symbols

  @ParameterizedTest
  @ValueSource(strings = {"lobby", "비트코인", "btc_usdt-2", "Ünïcode", "部屋", "٣", "-", "_"})
  void shouldTakeRoomNamesOfLettersAndDigitsOfAnyScript(String room) {
    assertThat(new Fields(new JsonObject().put("room", room)).room()).isEqualTo(room);
  }

  @Test
  void shouldTakeTheSameRoomNameTypedInPieces() {
    String inPieces = "\u1107\u1161\u11bc";
    assertThat(new Fields(new JsonObject().put("room", inPieces)).room()).isEqualTo("방");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "a.b", "a/b", "..", "a\n", "<b>", "a'", "🚀", "a*", "a\u200db", "a\u202e"})
  void shouldRefuseRoomNamesOfAnythingElse(String room) {
    assertBadInput(
        "room: may have letters, digits, - and _ only",
        () -> new Fields(new JsonObject().put("room", room)).room());
  }

  @Test
  void shouldTakeARoomNameOf64LettersAndNoLonger() {
    assertThat(new Fields(new JsonObject().put("room", "방".repeat(64))).room()).hasSize(64);
    assertRefused(
        ErrorCode.TOO_LARGE,
        "room: must be at most 64 characters long",
        () -> new Fields(new JsonObject().put("room", "방".repeat(65))).room());
  }

  @ParameterizedTest
  @ValueSource(strings = {"BTC-USDT", "1INCH-USDT", "BT-KR", "ABCDEFGHIJ-ABCDEFGHIJ"})
  void shouldTakeSymbols(String symbol) {
    assertThat(new Fields(new JsonObject().put("symbol", symbol)).symbol()).isEqualTo(symbol);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "btc-usdt",
        "BTCUSDT",
        "BTC-",
        "-USDT",
        "B-USDT",
        "BTC-USDT-X",
        "BTC_USDT",
        "BTC-USDT ",
        "BTC-USDT\n",
        "ABCDEFGHIJK-USDT"
      })
  void shouldRefuseWhatIsNoSymbol(String symbol) {
    assertBadInput(
        "symbol: must look like BTC-USDT",
        () -> new Fields(new JsonObject().put("symbol", symbol)).symbol());
  }

  // UUIDs

  @Test
  void shouldSpellAUuidInSmallLetters() {
    assertThat(fields("3F2504E0-4F89-41D3-9A0C-0305E82C3301").uuid("it"))
        .isEqualTo("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1-1-1-1-1",
        "100000001-1-1-1-1",
        "3f2504e04f8941d39a0c0305e82c3301",
        "{3f2504e0-4f89-41d3-9a0c-0305e82c3301}",
        "3f2504e0-4f89-41d3-9a0c-0305e82c330",
        "3f2504e0-4f89-41d3-9a0c-0305e82c330g",
        "3f2504e0-4f89-41d3-9a0c-0305e82c33011",
        "+f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301 ",
        "３f2504e0-4f89-41d3-9a0c-0305e82c3301"
      })
  void shouldRefuseAnyOtherSpellingOfAUuid(String text) {
    assertBadInput("it: must be a UUID", () -> fields(text).uuid("it"));
  }

  // Numbers

  @ParameterizedTest
  @CsvSource({"7, 7", "7.0, 7", "7e0, 7", "70e-1, 7", "-0, 0", "-0.0, 0", "1e3, 1000"})
  void shouldTakeAWholeNumberInAnySpelling(String spelling, long number) {
    assertThat(parsed("{\"it\":" + spelling + "}").number("it", -10, 1000)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7.5",
        "0.1",
        "1e999999999",
        "-1e999999999",
        "1e400",
        "9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890"
      })
  void shouldRefuseFractionsAndNumbersThatNoLongCanHold(String number) {
    Fields fields = parsed("{\"it\":" + number + "}");
    assertBadInput("it: must be a whole number", () -> fields.number("it", 1, Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "1e2147483647"})
  void shouldNotComputeTheDigitsOfAHugeDecimal(String number) {
    Fields fields = fields(new BigDecimal(number));
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(1),
        () ->
            assertBadInput(
                "it: must be a whole number", () -> fields.number("it", 0, Long.MAX_VALUE)));
  }

  @Test
  void shouldTakeBothEndsOfARangeAndNothingBeyond() {
    assertThat(fields(1).number("it", 1, 500)).isEqualTo(1);
    assertThat(fields(500).number("it", 1, 500)).isEqualTo(500);
    for (long beyond : new long[] {0, 501, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertBadInput("it: must be within 1 and 500", () -> fields(beyond).number("it", 1, 500));
    }
  }

  @Test
  void shouldTakeTheLargestLong() {
    assertThat(parsed("{\"it\":9223372036854775807}").number("it", 0, Long.MAX_VALUE))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldReadAWholeNumberAsARealOne() {
    assertThat(new Fields(new JsonObject(Map.of("it", 3))).real("it")).isEqualTo(3.0);
  }

  @Test
  void shouldTakeNoInfinityForARealNumber() {
    assertBadInput("it: must be a number", () -> parsed("{\"it\":1e999}").real("it"));
  }
}
