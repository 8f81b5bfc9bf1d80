package tickertalk.sentiment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tickertalk.contract.Entry;

/**
 * What other words would make of a room's last messages.
 *
 * @param read how many messages were read
 * @param changes of those that would have another score, the newest first
 */
record Trial(int read, List<Change> changes) {
  /** In UTF-16 code units: enough to know a message by. */
  private static final int LONGEST_BEGINNING = 100;

  Trial {
    changes = List.copyOf(changes);
  }

  /**
   * A message, scored with the words as they are and as they would be.
   *
   * @param text how it begins
   */
  record Change(long seq, String text, Score before, Score after) {
    JsonObject toJson() {
      return new JsonObject()
          .put("seq", seq)
          .put("text", text)
          .put("before", toJson(before))
          .put("after", toJson(after));
    }

    private static JsonObject toJson(Score score) {
      return new JsonObject()
          .put("label", score.label().wireName())
          .put("score", score.value())
          .put("emoji", score.label().emoji());
    }
  }

  /**
   * Tries words on what these entries of a log, in its order, come to.
   *
   * @param limit how many of the last messages are read at most
   */
  static Trial of(
      List<Entry> entries, int limit, Scorer scorer, Vocabulary before, Vocabulary after) {
    List<Change> changes = new ArrayList<>();
    Map<Long, String> last = last(standing(entries), limit);
    last.forEach(
        (seq, text) -> {
          Score old = scorer.score(text, before);
          Score other = scorer.score(text, after);
          if (!other.equals(old)) {
            changes.add(new Change(seq, beginning(text), old, other));
          }
        });
    Collections.reverse(changes);
    return new Trial(last.size(), changes);
  }

  /** The messages as they stand, by their seqs. */
  private static TreeMap<Long, String> standing(List<Entry> entries) {
    TreeMap<Long, String> texts = new TreeMap<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Message message) {
        texts.put(message.seq(), message.text());
      } else if (entry instanceof Entry.Edit edit) {
        texts.computeIfPresent(edit.target(), (seq, text) -> edit.text());
      } else if (entry instanceof Entry.Delete delete) {
        texts.remove(delete.target());
      }
    }
    texts.values().removeIf(String::isEmpty); // deleted later
    return texts;
  }

  private static Map<Long, String> last(TreeMap<Long, String> texts, int limit) {
    while (texts.size() > limit) {
      texts.pollFirstEntry();
    }
    return texts;
  }

  private static String beginning(String text) {
    return text.length() <= LONGEST_BEGINNING
        ? text
        : text.substring(0, new Graphemes(text).startAt(LONGEST_BEGINNING));
  }

  JsonObject toJson(String room) {
    JsonArray array = new JsonArray();
    changes.forEach(change -> array.add(change.toJson()));
    return new JsonObject().put("room", room).put("read", read).put("changed", array);
  }
}
