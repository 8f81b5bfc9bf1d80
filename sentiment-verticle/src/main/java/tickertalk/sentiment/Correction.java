package tickertalk.sentiment;

import java.util.List;

/** What one person said in a room within the longest window, after some of it was changed. */
record Correction(String room, String author, List<ScoredEntry> entries) {
  Correction {
    entries = List.copyOf(entries);
  }
}
