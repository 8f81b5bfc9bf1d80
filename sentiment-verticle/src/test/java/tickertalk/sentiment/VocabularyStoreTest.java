package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.RoomWord;
import tickertalk.contract.WordChange;
import tickertalk.storage.Database;

@Timeout(60)
class VocabularyStoreTest {
  private static VocabularyStore open(Database database) {
    database.migrate("sentiment");
    return new VocabularyStore(database);
  }

  private static WordChange taught(String word, double weight) {
    return new WordChange("lobby", word, OptionalDouble.of(weight));
  }

  private static WordChange forgotten(String word) {
    return new WordChange("lobby", word, OptionalDouble.empty());
  }

  private static String words(VocabularyStore store, String room) {
    return store.words(room).toJson(room).getJsonArray("words").encode();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldKeepWhatIsTaughtAndLetGoWhatIsForgotten(Database database) {
    VocabularyStore store = open(database);
    store.change(taught("진격", 0.8));
    store.change(taught("Zorp", -0.25));
    assertThat(words(open(database), "lobby"))
        .isEqualTo("[{\"word\":\"Zorp\",\"weight\":-0.25},{\"word\":\"진격\",\"weight\":0.8}]");
    assertThat(words(store, "attic")).isEqualTo("[]");

    store.change(taught("ZORP", 0));
    store.change(forgotten("진격"));
    store.change(forgotten("never taught"));

    assertThat(words(store, "lobby")).isEqualTo("[{\"word\":\"ZORP\",\"weight\":0.0}]");
    assertThat(store.versions()).isEqualTo(Map.of("lobby", 5L));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldTakeAsManyWordsAsARoomMayHaveAndNoMore(Database database) {
    VocabularyStore store = open(database);
    for (int i = 0; i < RoomWord.MAX_WORDS; i++) {
      store.change(taught("word " + i, 0.5));
    }
    assertThatThrownBy(() -> store.change(taught("one more", 0.5)))
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
        .hasMessageContaining("200");
    assertThat(words(store, "lobby")).doesNotContain("one more");

    store.change(taught("word 7", 1));
    store.change(forgotten("word 8"));
    store.change(taught("one more", 0.5));
    assertThat(words(store, "lobby")).contains("one more").doesNotContain("\"word 8\"");
  }
}
