package tickertalk.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;

@Timeout(20)
class TrialsTest {
  @TempDir Path folder;

  @Command
  static final class Trial {
    @Mixin final Trials trials = new Trials(3, 20, 10);
  }

  private Trials trials(String... more) {
    Trial trial = new Trial();
    List<String> args = new ArrayList<>(List.of(more));
    args.addAll(List.of("--jar=t.jar", "--work=" + folder + "/work", "--results=" + folder));
    new CommandLine(trial).parseArgs(args.toArray(String[]::new));
    return trial.trials;
  }

  @Test
  void whatIsNotSaidIsAsTheCommandHasIt() {
    Trials said = trials("--warm-up=1", "--runs", "7");
    assertThat(List.of(said.runs(), said.warmUp(), said.time()))
        .isEqualTo(List.of(7, Duration.ofSeconds(1), Duration.ofSeconds(10)));
    assertThat(trials().runs()).isEqualTo(3);
    assertThat(new CommandLine(new Trial()).getUsageMessage())
        .contains("how often (default: 3)", "seconds (default: 20)", "of measuring (default: 10)");
  }

  @Test
  void theJarAndTheFoldersMustBeSaid() {
    assertThatThrownBy(() -> new CommandLine(new Trial()).parseArgs("--runs=1"))
        .isInstanceOf(MissingParameterException.class)
        .hasMessageContaining("--jar")
        .hasMessageContaining("--work")
        .hasMessageContaining("--results");
  }

  @Test
  void whatIsAddedIsInTheFileAndItIsPlaceForTheServers() throws IOException {
    Trials trials = trials();
    Site site = trials.site();
    assertThat(site.work()).isAbsolute().isDirectory();

    Measurement measured = new Measurement("ticks", 0, "ours", 1, Map.of(Figure.P50, 1.0));
    trials.begin();
    trials.add(measured);
    trials.end();

    try (Stream<Path> files = Files.list(folder)) {
      Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      assertThat(Results.read(file)).containsExactly(measured);
    }
  }
}
