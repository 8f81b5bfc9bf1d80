package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class FoldingTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "비트코인이,비트코인이",
        "BitCoin,bitcoin",
        "ＢＴＣ－１００,btc-100",
        "①ﬁ㎏,1fikg",
        "Ελλάς,ελλάσ",
        "a\u3000\t\u00A0b,a b",
        "❤\uFE0F,❤",
        "👨\u200D👩\u200D👧,👨👩👧",
        "a\u200Bb\u00AD,ab",
        "ㅋㅋ,ㅋㅋ",
        "ㅋㅏ,ㅋㅏ",
        "ﾻﾻ,ㅋㅋ",
        "ﾡￂ,ㄱㅏ",
        "ￜￚￒￊ,ㅣㅡㅛㅕ",
        "\u110F\u110F,ㅋㅋ",
        "ㄳㅄ,ㄱㅅㅂㅅ",
        "ㄲㅆ,ㄲㅆ",
        "㉠㉮,ㄱ가",
        "\u3164,''",
      })
  void whatIsTheSameToPeopleIsFoldedToTheSame(String text, String folded) {
    assertThat(Folding.fold(text)).isEqualTo(folded);
  }

  @Property
  void aTextTakenApartToLettersIsFoldedAsTheWholeOne(@ForAll String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
    assertThat(Folding.fold(Normalizer.normalize(normal, Normalizer.Form.NFD)))
        .isEqualTo(Folding.fold(normal));
  }

  @Property
  void aPartOfAFoldedTextIsFolded(
      @ForAll("texts") String text, @ForAll int at, @ForAll int length) {
    String part = SearchTexts.part(Folding.fold(text), at, length);
    assertThat(Folding.fold(part)).isEqualTo(part);
  }

  @Provide
  Arbitrary<String> texts() {
    return SearchTexts.any();
  }
}
