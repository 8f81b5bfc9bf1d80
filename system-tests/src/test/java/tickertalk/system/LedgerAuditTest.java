package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.system.Ledger.Message;
import tickertalk.system.Ledger.Receipt;

/** The judge is judged: each kind of wrong that a server could do is found. */
@Timeout(10)
class LedgerAuditTest {
  private final Ledger ledger = new Ledger();
  private final List<Line> log = new ArrayList<>();

  @BeforeEach
  void threeMessagesThatWereToldAsTheyShould() {
    ledger.follows("bob");
    for (int seq = 1; seq <= 3; seq++) {
      Line line = line(seq, "id-" + seq);
      ledger.posted(message(line), line.text());
      ledger.acknowledged(receipt(line));
      log.add(line);
    }
    log.forEach(this::show);
  }

  private static Line line(long seq, String id) {
    return new Line("epoch", seq, "alice", id, "text of " + id);
  }

  private static Message message(Line line) {
    return new Message(line.author(), line.id());
  }

  private static Receipt receipt(Line line) {
    return new Receipt(message(line), line.epoch(), line.seq());
  }

  private void show(Line line) {
    ledger.arrived("bob", line);
    ledger.shown("bob", line);
  }

  private void assertFound(String... violations) {
    assertThat(LedgerAudit.violations(ledger, log)).isNotEmpty().contains(violations);
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() {
    Line unacknowledged = line(4, "id-4");
    ledger.posted(message(unacknowledged), unacknowledged.text());
    log.add(unacknowledged);
    show(unacknowledged);
    ledger.arrived("bob", unacknowledged); // told again, and not shown again
    ledger.posted(new Message("alice", "id-5"), "never answered, and not in the log");

    assertThat(LedgerAudit.violations(ledger, log)).isEmpty();
  }

  @Test
  void anAcknowledgedMessageThatIsNotInTheLogIsFound() {
    Line lost = line(4, "id-4");
    ledger.posted(message(lost), lost.text());
    ledger.acknowledged(receipt(lost));

    assertFound("lost: " + receipt(lost));
  }

  @Test
  void theLastMessageOfAllThatIsLostFromTheLogIsFound() {
    Line lost = log.remove(2);

    assertFound("lost: " + receipt(lost), "bob shows in place 3: " + lost);
  }

  @Test
  void anAcknowledgementOfAnotherPlaceIsFound() {
    Receipt other = new Receipt(message(log.get(1)), "epoch", 7);
    ledger.acknowledged(other);

    assertFound("moved: " + other + " is in the log as 2");
  }

  @Test
  void anAcknowledgementOfAnotherEpochIsFound() {
    Receipt other = new Receipt(message(log.get(1)), "another", 2);
    ledger.acknowledged(other);

    assertFound("moved: " + other + " is in the log as 2");
  }

  @Test
  void aMessageThatIsInTheLogTwiceIsFound() {
    Line again = line(4, "id-2");
    log.add(again);
    show(again);

    assertFound("the log: " + message(again) + " is there as 2 and 4");
  }

  @Test
  void aHoleInTheLogIsFound() {
    Line late = line(5, "id-5");
    ledger.posted(message(late), late.text());
    log.add(late);
    show(late);

    assertFound("the log: instead of 4 comes 5");
  }

  @Test
  void aSeqThatIsGivenOutTwiceIsFound() {
    Line twin = line(3, "id-4");
    ledger.posted(message(twin), twin.text());
    log.add(twin);

    assertFound("the log: instead of 4 comes 3");
  }

  @Test
  void aMessageThatNobodyPostedIsFound() {
    Line invented = line(4, "id-9");
    log.add(invented);
    show(invented);

    assertFound("the log: nobody posted " + invented);
  }

  @Test
  void aTextThatIsNotWhatWasPostedIsFound() {
    Line garbled = new Line("epoch", 3, "alice", "id-3", "something else");
    log.set(2, garbled);

    assertFound("the log: nobody posted " + garbled);
  }

  @Test
  void anEpochThatChangesIsFound() {
    Line other = new Line("another", 4, "alice", "id-4", "text of id-4");
    ledger.posted(message(other), other.text());
    log.add(other);

    assertFound("the log: another epoch at 4");
  }

  @Test
  void aFollowerWhoMissesSomethingIsFound() {
    ledger.follows("carol");
    ledger.shown("carol", log.get(0));
    ledger.shown("carol", log.get(2));

    assertFound("carol shows in place 2: " + log.get(2), "carol does not show " + log.get(2));
  }

  @Test
  void aFollowerWhoDoesNotComeToTheEndIsFound() {
    ledger.follows("carol");
    ledger.shown("carol", log.get(0));
    ledger.shown("carol", log.get(1));

    assertFound("carol does not show " + log.get(2));
  }

  @Test
  void aFollowerWhoShowsNothingAtAllIsFound() {
    ledger.follows("carol");

    assertFound("carol does not show " + log.get(0));
  }

  @Test
  void aFollowerWhoShowsSomethingTwiceIsFound() {
    ledger.shown("bob", log.get(2));

    assertFound("bob shows in place 4: " + log.get(2));
  }

  @Test
  void aFollowerWhoShowsThingsInAnotherOrderIsFound() {
    ledger.follows("carol");
    List.of(log.get(1), log.get(0), log.get(2)).forEach(line -> ledger.shown("carol", line));

    assertFound("carol shows in place 1: " + log.get(1));
  }

  @Test
  void whatWasToldAndThenNeverCommittedIsFoundThoughNobodyShowsIt() {
    Line phantom = line(3, "id-4");
    ledger.arrived("bob", phantom);

    assertFound("bob was told what is not in the log: " + phantom);
  }

  @Test
  void aRefusalIsFound() {
    ledger.refused("bob", "403");

    assertFound("bob: 403");
  }
}
