package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SockJsTextTest {
  /** The protocol's list: what browsers lose or change on some transport. */
  private static final int[][] ESCAPED = {
    {0x0000, 0x001F},
    {0x200C, 0x200F},
    {0x2028, 0x202F},
    {0x2060, 0x206F},
    {0xD800, 0xDFFF},
    {0xFFF0, 0xFFFF}
  };

  @Test
  void everyCodeUnitOfTheProtocolsListIsEscapedAndAllComeBack() {
    for (int[] range : ESCAPED) {
      for (int unit = range[0]; unit <= range[1]; unit++) {
        String frame = SockJsText.array(List.of("a" + (char) unit + "z"));
        assertThat(frame).as("U+%04X", unit).matches("a\\[\"a\\\\(u[0-9a-f]{4}|[nrt])z\"]");
      }
    }
  }

  @Test
  void everyCodeUnitComesBackAsItWas() {
    for (int unit = 0; unit <= 0xFFFF; unit++) {
      String text = "a" + (char) unit + "z";
      assertThat(decoded(SockJsText.array(List.of(text)))).as("U+%04X", unit).containsExactly(text);
    }
  }

  private static List<String> decoded(String frame) {
    assertThat(frame).startsWith("a[");
    return new JsonArray(frame.substring(1)).stream().map(String.class::cast).toList();
  }

  @Test
  void whatNeedNotBeEscapedIsNot() {
    assertThat(SockJsText.array(List.of("안녕 <b>/</b> é \u200B \u2070 \uFFEF \u007F")))
        .isEqualTo("a[\"안녕 <b>/</b> é \u200B \u2070 \uFFEF \u007F\"]");
  }

  @Test
  void manyTextsAreOneArrayInTheirOrder() {
    List<String> texts = new ArrayList<>(List.of("", "\"", "\\", "🎈", "[]"));
    assertThat(decoded(SockJsText.array(texts))).isEqualTo(texts);
    assertThat(SockJsText.array(List.of())).isEqualTo("a[]");
  }

  @Test
  void theLastWordHasACodeAndAReason() {
    assertThat(SockJsText.close(3000, "Go \"away\"!")).isEqualTo("c[3000,\"Go \\\"away\\\"!\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "", "[\"a\"]", "[\"a\", \"b\\u0000\"]", "\"a\"", " [ \"a\" ] "})
  void aClientSaysStrings(String frame) {
    List<String> expected =
        frame.isEmpty()
            ? List.of()
            : frame.startsWith("\"")
                ? List.of("a")
                : new JsonArray(frame).stream().map(String.class::cast).toList();
    assertThat(SockJsText.messages(frame)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" ", "[", "]", "{}", "1", "[1]", "[\"a\",[]]", "[\"a\"]x", "[\"a\"", "'a'"})
  void anythingElseIsNotTaken(String frame) {
    assertThatIllegalArgumentException().isThrownBy(() -> SockJsText.messages(frame));
  }

  @Test
  void aBatchThatWouldKeepABrowsersParserBusyIsSeveralFrames() {
    List<String> texts = IntStream.range(0, 20).mapToObj(i -> "x".repeat(10_000) + i).toList();
    List<String> frames = new ArrayList<>();

    Framing.SOCKJS.frame(texts, frames::add);

    assertThat(frames).hasSize(4).allSatisfy(it -> assertThat(it.length()).isLessThan(70_000));
    assertThat(frames.stream().flatMap(frame -> decoded(frame).stream())).isEqualTo(texts);
  }

  @Test
  void aBareClientGetsEachTextInAFrameOfItsOwn() {
    List<String> frames = new ArrayList<>();
    Framing.RAW.frame(List.of("a", "b"), frames::add);
    assertThat(frames).containsExactly("a", "b");
    assertThat(Framing.RAW.unframe("[\"a\"]")).containsExactly("[\"a\"]");
  }
}
