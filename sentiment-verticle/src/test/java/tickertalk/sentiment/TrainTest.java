package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tickertalk.contract.Label;

@Timeout(120)
class TrainTest {
  private static final List<Example> EXAMPLES =
      Stream.of(
              Example.of(Label.POSITIVE, "zorp zorp", 1, 1),
              Example.of(Label.NEGATIVE, "blik blik", 1, 1),
              Example.of(Label.NEUTRAL, "the table has legs", 1, 1),
              Example.of(Label.POSITIVE, "꾸잉이다", 1, 1),
              Example.of(Label.NEGATIVE, "뿌앙이다", 1, 1),
              Example.of(Label.NEUTRAL, "책상 다리", 1, 1))
          .flatMap(example -> Stream.generate(() -> example).limit(50))
          .toList();

  @TempDir private Path folder;

  @Test
  void theSameTextsMakeTheSameBytesAndAModelThatLearntThem() throws IOException {
    byte[] first = bytes(Train.model(EXAMPLES, EXAMPLES));
    byte[] second = bytes(Train.model(EXAMPLES, EXAMPLES));
    assertThat(first).isEqualTo(second);

    Model read = Model.read(new ByteArrayInputStream(first));
    TrainedScorer scorer = new TrainedScorer(Lexicon.bundled(), read);
    assertThat(scorer.score("zorp zorp").label()).isEqualTo(Label.POSITIVE);
    assertThat(scorer.score("blik blik").label()).isEqualTo(Label.NEGATIVE);
    assertThat(scorer.score("the table has legs").label()).isEqualTo(Label.NEUTRAL);
    assertThat(scorer.score("꾸잉이다").label()).isEqualTo(Label.POSITIVE);
    assertThat(scorer.score("뿌앙이다").label()).isEqualTo(Label.NEGATIVE);
    assertThat(scorer.score("책상 다리").label()).isEqualTo(Label.NEUTRAL);
  }

  private static byte[] bytes(Model model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.write(out);
    return out.toByteArray();
  }

  @Test
  void chatPatternsAreFilledWithEveryChoice() throws IOException {
    assertThat(ChatLines.read(file("# a comment", "+ {a} is up", "a = btc | eth")))
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.list(Example.class))
        .extracting(Example::text)
        .containsExactlyInAnyOrder("btc is up", "eth is up");
  }

  @Test
  void aPatternWithoutChoicesIsRefusedByName() throws IOException {
    Path file = file("- {nothing} is there");
    assertThatThrownBy(() -> ChatLines.read(file)).hasMessageContaining("{nothing}");
  }

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("chat.txt"), List.of(lines));
  }
}
