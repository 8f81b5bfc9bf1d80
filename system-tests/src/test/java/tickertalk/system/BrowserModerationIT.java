package tickertalk.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mona keeps order, and Jay does not. */
@Timeout(60)
class BrowserModerationIT {
  private static final Pattern KEY = Pattern.compile("(ttk_\\S+)");
  private static final Pattern LINE = Pattern.compile("the line[^:]*: +(.+)");

  @TempDir static Path data;
  static Tickertalk server;
  static Chromium chromium;
  static RoomPage mona;

  RoomPage jay;

  @BeforeAll
  static void start() throws IOException {
    Tickertalk minting = Tickertalk.run("api-key", "--role", "moderator", "mona");
    assertThat(minting.exitCode()).isZero();
    Path keys =
        Files.writeString(data.resolve("keys.txt"), found(LINE, minting.log()).strip() + "\n");
    server = Tickertalk.start(data, "--api-keys-file", keys.toString());
    chromium = new Chromium();
    mona = chromium.open(server, "lobby", "en-US").signIn(found(KEY, minting.log()), "mona");
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  @AfterAll
  static void stop() {
    chromium.close();
    server.close();
  }

  @BeforeEach
  void enter() {
    String room = Client.openRoom(server);
    mona.go(room);
    jay = chromium.open(server, room, "ko-KR").enter("jay" + room);
    jay.say("buy my coin");
    assertThat(mona.lines("buy my coin")).hasCount(1);
  }

  @AfterEach
  void leave() {
    for (RoomPage page : List.of(mona, jay)) {
      assertThat(page.complaints()).isEmpty();
    }
    jay.close();
  }

  @Test
  void anothersLineShouldBeDeletedByAModerator() {
    mona.choose("buy my coin", "delete");
    mona.get("confirm").click();

    assertThat(jay.get("line").first().locator(".words")).hasText("나: 삭제된 메시지입니다");
  }

  @Test
  void whoIsMutedShouldBeToldSoAndKeepTheirText() {
    mona.choose("buy my coin", "mute");
    mona.get("confirm").click();
    assertThat(mona.get("hint")).containsText("cannot write for 10 minutes");

    jay.say("let me speak");

    assertThat(jay.line("let me speak").getByTestId("failed")).containsText("muted");
    assertThat(mona.lines("let me speak")).hasCount(0);
  }

  @Test
  void whoIsSentOutShouldComeInAgainOnlyWhenTheyWantTo() {
    String name = jay.name();
    assertThat(mona.get("people")).containsText(name);

    mona.say("/kick " + name);

    assertThat(mona.get("hint")).containsText("was sent out");
    assertThat(jay.get("sent-out")).hasText("운영자가 이 방에서 내보냈습니다.");
    assertThat(mona.get("people")).not().containsText(name);
    jay.get("reenter").click();
    assertThat(mona.get("people")).containsText(name);
    jay.say("back again");
    assertThat(mona.lines("back again")).hasCount(1);
  }

  @Test
  void whoIsNoModeratorShouldNotBeOfferedToModerate() {
    mona.say("be kind");
    jay.openMenu("be kind");

    assertThat(jay.get("menu-report")).isVisible();
    assertThat(jay.get("menu-delete").or(jay.get("menu-mute")).or(jay.get("menu-kick")))
        .hasCount(0);
    jay.say("/mute mona");
    assertThat(jay.get("hint")).containsText("허용되지 않습니다");
  }
}
