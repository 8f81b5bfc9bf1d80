package tickertalk.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server goes and comes back, and the page makes good what happened meanwhile. */
@Timeout(90)
class BrowserReconnectIT {
  /** Pauses between attempts grow up to 15 s. */
  private static final HasAttributeOptions NEXT_ATTEMPTS =
      new HasAttributeOptions().setTimeout(40_000);

  private static final Pattern EXPECTED =
      Pattern.compile(
          ".*(401 \\(Unauthorized\\)|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET"
              + "|WebSocket connection to).*",
          Pattern.DOTALL);

  @TempDir Path data;
  Tickertalk server;
  Chromium chromium;
  RoomPage alice;

  @BeforeEach
  void enter() {
    server = Tickertalk.start(data);
    chromium = new Chromium();
    alice = chromium.open(server, "lobby", "ko-KR").enter("alice");
  }

  @AfterEach
  void leave() {
    chromium.close();
    server.close();
  }

  @Test
  void nothingShouldBeMissingAndNothingTwiceWhenTheServerIsBack() {
    alice.say("before");
    assertThat(alice.get("line").first()).hasAttribute("data-state", "sent");
    int port = server.port();

    assertThat(server.stop()).isZero();

    alice.say("written while away");
    assertThat(alice.get("line").nth(1)).hasAttribute("data-state", "sending");
    assertThat(alice.get("banner")).containsText("다시 연결");
    sayWhereAliceCannotBe("said while away");
    server = Tickertalk.start(data, "--port", String.valueOf(port));
    assertThat(alice.get("connection")).hasAttribute("data-state", "open", NEXT_ATTEMPTS);

    assertThat(alice.get("recovered")).hasText("1개 복구됨");
    assertThat(alice.lines(""))
        .hasText(
            new String[] {"나: before", "bob: said while away", "나: written while away"},
            new LocatorAssertions.HasTextOptions().setTimeout(10_000));
    assertThat(alice.get("line").nth(2)).hasAttribute("data-state", "sent");
    assertThat(alice.get("banner")).not().containsText("연결");
    try (Client reader = Client.visitor(server)) {
      assertThat(reader.history(0).stream().map(entry -> entry.getString("text")))
          .containsExactly("before", "said while away", "written while away");
    }
    assertThat(alice.complaints()).allMatch(EXPECTED.asMatchPredicate());
  }

  private void sayWhereAliceCannotBe(String text) {
    try (Tickertalk elsewhere = Tickertalk.start(data);
        Client bob = Client.enter(elsewhere, "bob")) {
      bob.post(text);
      elsewhere.stop();
    }
  }
}
