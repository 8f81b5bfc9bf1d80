package tickertalk.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tickertalk.system.Ledger.Message;
import tickertalk.system.Ledger.Receipt;

/**
 * Holds what clients noted against a room's log as it stands at the end: what was acknowledged is
 * there once and in its place, and every follower showed the whole log once and in order.
 */
final class LedgerAudit {
  /** Of each follower; one that goes astray differs in all that follows. */
  private static final int MOST_OF_A_KIND = 5;

  private final Ledger ledger;
  private final List<Line> log;
  private final Map<Long, Line> bySeq = new HashMap<>();
  private final Map<Message, Line> byMessage = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  private LedgerAudit(Ledger ledger, List<Line> log) {
    this.ledger = ledger;
    this.log = log;
  }

  /** What is wrong, in words; nothing when all is well. */
  static List<String> violations(Ledger ledger, List<Line> log) {
    LedgerAudit audit = new LedgerAudit(ledger, log);
    audit.checkLog();
    audit.checkReceipts();
    audit.checkArrivals();
    audit.checkFollowers();
    audit.violations.addAll(ledger.refusals());
    return audit.violations;
  }

  private void checkLog() {
    Map<Message, String> posted = ledger.posted();
    long expected = 1;
    for (Line line : log) {
      if (line.seq() != expected) {
        violations.add("the log: instead of " + expected + " comes " + line.seq());
      }
      expected = line.seq() + 1;
      bySeq.put(line.seq(), line);
      Message message = new Message(line.author(), line.id());
      Line other = byMessage.put(message, line);
      if (other != null) {
        violations.add(
            "the log: " + message + " is there as " + other.seq() + " and " + line.seq());
      }
      if (!line.text().equals(posted.get(message))) {
        violations.add("the log: nobody posted " + line);
      }
      if (!line.epoch().equals(log.get(0).epoch())) {
        violations.add("the log: another epoch at " + line.seq());
      }
    }
  }

  private void checkReceipts() {
    for (Receipt receipt : ledger.receipts()) {
      Line line = byMessage.get(receipt.message());
      if (line == null) {
        violations.add("lost: " + receipt);
      } else if (line.seq() != receipt.seq() || !line.epoch().equals(receipt.epoch())) {
        violations.add("moved: " + receipt + " is in the log as " + line.seq());
      }
    }
  }

  /** Also what a follower has twice, and shows once, must be the same both times. */
  private void checkArrivals() {
    ledger
        .arrived()
        .forEach(
            (follower, lines) ->
                lines.stream()
                    .filter(line -> !line.equals(bySeq.get(line.seq())))
                    .limit(MOST_OF_A_KIND)
                    .map(line -> follower + " was told what is not in the log: " + line)
                    .forEach(violations::add));
  }

  private void checkFollowers() {
    ledger.shown().forEach(this::checkFollower);
  }

  private void checkFollower(String follower, List<Line> shown) {
    int most = violations.size() + MOST_OF_A_KIND;
    for (int i = 0; i < Math.max(shown.size(), log.size()) && violations.size() < most; i++) {
      if (i >= shown.size()) {
        violations.add(follower + " does not show " + log.get(i));
      } else if (i >= log.size() || !shown.get(i).equals(log.get(i))) {
        violations.add(follower + " shows in place " + (i + 1) + ": " + shown.get(i));
      }
    }
  }
}
