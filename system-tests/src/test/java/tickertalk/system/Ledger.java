package tickertalk.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the clients of one room noted themselves. {@link LedgerAudit} judges by nothing else, so
 * that a server cannot testify for itself. Safe to use from any thread.
 */
final class Ledger {
  /** What makes two posts the same message. */
  record Message(String author, String id) {}

  /** What a server promised: this message is in the log, here. */
  record Receipt(Message message, String epoch, long seq) {}

  private final Map<Message, String> posted = new HashMap<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private final Map<String, List<Line>> shown = new LinkedHashMap<>();
  private final Map<String, List<Line>> arrived = new LinkedHashMap<>();
  private final List<String> refusals = new ArrayList<>();

  synchronized void posted(Message message, String text) {
    posted.put(message, text);
  }

  /** Somebody follows, and shows nothing yet. */
  synchronized void follows(String follower) {
    shown.put(follower, new ArrayList<>());
    arrived.put(follower, new ArrayList<>());
  }

  synchronized void acknowledged(Receipt receipt) {
    receipts.add(receipt);
  }

  /** Something came to a follower, told or read, in whatever order and however often. */
  synchronized void arrived(String follower, Line line) {
    arrived.get(follower).add(line);
  }

  /** A follower put something under what it showed before. */
  synchronized void shown(String follower, Line line) {
    shown.get(follower).add(line);
  }

  /** A client was told that it did something wrong, which none of them does. */
  synchronized void refused(String who, String error) {
    refusals.add(who + ": " + error);
  }

  synchronized Map<Message, String> posted() {
    return Map.copyOf(posted);
  }

  synchronized List<Receipt> receipts() {
    return List.copyOf(receipts);
  }

  synchronized int acknowledgements() {
    return receipts.size();
  }

  synchronized Map<String, List<Line>> shown() {
    return copy(shown);
  }

  synchronized Map<String, List<Line>> arrived() {
    return copy(arrived);
  }

  private static Map<String, List<Line>> copy(Map<String, List<Line>> lines) {
    Map<String, List<Line>> copy = new LinkedHashMap<>();
    lines.forEach((follower, seen) -> copy.put(follower, List.copyOf(seen)));
    return copy;
  }

  synchronized List<String> refusals() {
    return List.copyOf(refusals);
  }
}
