package tickertalk.chat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Texts as people write them, and as they never would. */
final class SearchTexts {
  private SearchTexts() {}

  static Arbitrary<String> any() {
    Arbitrary<String> pieces =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.strings().withCharRange('가', '힣').ofMaxLength(6)),
            Tuple.of(3, Arbitraries.strings().withCharRange('ㄱ', 'ㅣ').ofMaxLength(4)),
            Tuple.of(3, Arbitraries.strings().alpha().ofMaxLength(8)),
            Tuple.of(2, Arbitraries.of(" ", "  ", "\n", "\u3000", ".", ",", "$70,352.36")),
            Tuple.of(
                2,
                Arbitraries.of(
                    "🚀", "👨\u200D👩\u200D👧", "❤\uFE0F", "👍🏽", "🇰🇷", "ＢＴＣ", "ﾻ", "ㄳ")),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(5)));
    return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
  }

  /** Some of its characters that stand side by side, none of them cut through. */
  static String part(String text, int at, int length) {
    int[] codePoints = text.codePoints().toArray();
    if (codePoints.length == 0) {
      return "";
    }
    int from = Math.floorMod(at, codePoints.length);
    int count = 1 + Math.floorMod(length, codePoints.length - from);
    return new String(codePoints, from, count);
  }

  /** The same with each syllable that the bits of {@code which} name by its initial only. */
  static String abbreviated(String text, int which) {
    int[] codePoints = text.codePoints().toArray();
    for (int i = 0; i < codePoints.length; i++) {
      if ((which >>> (i % Integer.SIZE) & 1) == 1) {
        codePoints[i] = Hangul.initialOf(codePoints[i]);
      }
    }
    return new String(codePoints, 0, codePoints.length);
  }
}
