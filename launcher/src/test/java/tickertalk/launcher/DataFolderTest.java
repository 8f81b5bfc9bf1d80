package tickertalk.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tickertalk.bridge.TokenKey;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  void shouldBeHeldByOneOnly() throws IOException {
    Path folder = parent.resolve("new/data");
    try (DataFolder first = DataFolder.open(folder, false)) {
      assertThat(folder).isDirectory();
      assertThatThrownBy(() -> DataFolder.open(folder, false))
          .isInstanceOf(OptionException.class)
          .hasMessageContaining("--data")
          .hasMessageContaining("in use");
    }
    DataFolder.open(folder, false).close();
  }

  @Test
  void shouldKeepTheKeyItMadeFirst() throws IOException {
    try (DataFolder data = DataFolder.open(parent, false)) {
      Set<String> keys = ConcurrentHashMap.newKeySet();
      IntStream.range(0, 50)
          .parallel()
          .forEach(i -> keys.add(Arrays.toString(data.tokenKey().bytes())));
      assertThat(keys).hasSize(1);
    }
    assertThat(Files.getPosixFilePermissions(parent.resolve("token-key")))
        .as("nobody else may read it")
        .hasSize(2);
    assertThat(parent.toFile().list()).containsExactlyInAnyOrder("in-use", "token-key");
  }

  @Test
  void shouldSayWhichKeyFileIsBroken() throws IOException {
    Files.writeString(parent.resolve("token-key"), "not a key");
    try (DataFolder data = DataFolder.open(parent, false)) {
      assertThatThrownBy(data::tokenKey)
          .isInstanceOf(OptionException.class)
          .hasMessageContaining("token-key");
    }
  }

  @Test
  void shouldNotShowTheKeyInText() {
    assertThat(TokenKey.generate().toString()).isEqualTo("TokenKey[hidden]");
  }
}
