package tickertalk.sentiment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tickertalk.contract.CommandException;
import tickertalk.contract.RoomWord;

/** The words to which one room gives a weight of its own. */
final class Vocabulary {
  /** Of a room that has none. */
  static final Vocabulary NONE = new Vocabulary(List.of());

  /** What love and sad say holds in every room: the first thing that a newcomer tries. */
  private static final Set<String> SETTLED = Set.of("love", "sad");

  /** What parts sentences says nothing; but {@code :)} does. */
  private static final Pattern MARKS = Pattern.compile("\\p{Punct}|[.,;!?]+");

  private final List<RoomWord> words;
  private final Lexicon lexicon;

  private Vocabulary(List<RoomWord> words) {
    this.words = words;
    this.lexicon = Lexicon.of(words);
  }

  /** A vocabulary of these words, of which no two are looked for as the same. */
  static Vocabulary of(List<RoomWord> words) {
    return new Vocabulary(words.stream().sorted(Comparator.comparing(RoomWord::word)).toList());
  }

  /**
   * Finds fault with a word that cannot be taught.
   *
   * @throws CommandException 400 when it says the same in every room, or would never be found: a
   *     link, somebody's name, a mark of punctuation, a question
   */
  static void requireTeachable(String word) {
    if (SETTLED.contains(Lexicon.folded(word))) {
      throw CommandException.badInput("word", "says the same in every room");
    }
    if (!isFound(word)) {
      throw CommandException.badInput("word", "must be a word, a phrase or an emoji");
    }
  }

  private static boolean isFound(String word) {
    String folded = Lexicon.folded(word);
    if (folded.isEmpty() || MARKS.matcher(folded).matches()) {
      return false;
    }
    LexiconReader reader = new LexiconReader(Lexicon.EMPTY);
    reader.read(word, Lexicon.of(List.of(new RoomWord(word, 1))));
    return reader.hits().size() > 0;
  }

  /** The same with this word, or this weight of it. */
  Vocabulary with(RoomWord word) {
    return of(Stream.concat(others(word.word()), Stream.of(word)).toList());
  }

  /** The same without this word. */
  Vocabulary without(String word) {
    return of(others(word).toList());
  }

  private Stream<RoomWord> others(String word) {
    String folded = Lexicon.folded(word);
    return words.stream().filter(it -> !Lexicon.folded(it.word()).equals(folded));
  }

  Lexicon lexicon() {
    return lexicon;
  }

  /** As the commands tell it. */
  JsonObject toJson(String room) {
    JsonArray array = new JsonArray();
    words.forEach(word -> array.add(word.toJson()));
    return new JsonObject().put("room", room).put("words", array);
  }
}
