package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.notifier.Samples.ALICE;
import static tickertalk.notifier.Samples.BOB;
import static tickertalk.notifier.Samples.entry;

import org.junit.jupiter.api.Test;
import tickertalk.contract.Joined;

class DraftTest {
  @Test
  void aJoinSaysWhoCameWhere() {
    assertThat(Draft.joined(new Joined("lobby", ALICE), 1).text()).isEqualTo("alice joined lobby");
  }

  @Test
  void aMentionShowsTheWholeOfAShortMessage() {
    assertThat(Draft.mention(BOB, entry(1, ALICE, "hi @bob\nhow are you?")).text())
        .isEqualTo("alice in lobby: hi @bob\nhow are you?");
  }

  @Test
  void aMentionShowsTheBeginningOfALongMessageAndCutsNoCharacterInTwo() {
    String family = "👨‍👩‍👧‍👦";

    assertThat(Draft.mention(BOB, entry(1, ALICE, family.repeat(200))).text())
        .isEqualTo("alice in lobby: " + family.repeat(140) + "…");
  }
}
