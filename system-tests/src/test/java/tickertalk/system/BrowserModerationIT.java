package tickertalk.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mona keeps order, and Jay does not. */
@Timeout(60)
class BrowserModerationIT {
  private static final Pattern KEY = Pattern.compile("(ttk_\\S+)");
  private static final LocatorAssertions.IsInViewportOptions FULLY =
      new LocatorAssertions.IsInViewportOptions().setRatio(1);

  private static final Pattern LINE = Pattern.compile("the line[^:]*: +(.+)");

  @TempDir static Path data;
  static Tickertalk server;
  static Chromium chromium;
  static String key;
  static RoomPage mona;

  String room;
  RoomPage jay;

  @BeforeAll
  static void start() throws IOException {
    Tickertalk minting = Tickertalk.run("api-key", "--role", "moderator", "mona");
    assertThat(minting.exitCode()).isZero();
    Path keys =
        Files.writeString(data.resolve("keys.txt"), found(LINE, minting.log()).strip() + "\n");
    server = Tickertalk.start(data, "--api-keys-file", keys.toString());
    chromium = new Chromium();
    key = found(KEY, minting.log());
    mona = chromium.open(server, "lobby", "en-US").signIn(key, "mona");
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
    room = Client.openRoom(server);
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
  void aReportedMessageShouldBeSeenAndDeletedAndItsAuthorMuted() {
    mona.say("be kind");
    mona.say("be kinder");
    jay.choose("be kind", "report");
    jay.get("confirm").click();
    assertThat(jay.get("hint")).hasText("운영자에게 알렸습니다.");
    try (RoomPage kim = chromium.open(server, room, "ko-KR").enter("kim" + room)) {
      for (String act : List.of("mute", "delete")) {
        kim.choose("buy my coin", "report");
        kim.get("confirm").click();
        assertThat(kim.get("hint")).hasText("운영자에게 알렸습니다.");

        Locator report = openReportOf("buy my coin");
        assertThat(report).containsText("kim");
        report.getByTestId("report-" + act).click();
        report.getByTestId("report-confirm").click();
        assertThat(reportOf("buy my coin")).hasCount(0);
        mona.get("moderation-close").click();
        assertThat(mona.get("moderation-open")).isFocused();
      }
      assertThat(kim.lines("buy my coin")).hasCount(0);
    }
    jay.say("let me speak");
    assertThat(jay.line("let me speak").getByTestId("failed")).containsText("muted");

    openReportOf("be kind").getByTestId("report-dismiss").click();
    assertThat(reportOf("be kind")).hasCount(0);
    assertThat(mona.get("reports-status")).containsText("Done.");
    mona.get("moderation-audit").click();
    for (String action : List.of("mute", "delete", "dismiss")) {
      assertThat(mona.page().locator("[data-action=" + action + "]").first()).containsText("mona");
    }
    mona.page().keyboard().press("Escape");
    assertThat(mona.get("moderation")).hasCount(0);
  }

  /** Nothing tells of a report; who waits for one looks again. */
  private static Locator openReportOf(String text) {
    mona.get("moderation-open").click();
    Locator report = reportOf(text);
    mona.page()
        .waitForCondition(
            () -> {
              mona.get("list-refresh").click();
              return report.isVisible();
            });
    return report;
  }

  private static Locator reportOf(String text) {
    return mona.get("report").filter(new Locator.FilterOptions().setHasText(text));
  }

  @Test
  void aWordShouldBeTriedOnWhatWasSaidAndSayItFromThenOn() {
    mona.say("zorp zorp");
    assertThat(mona.lines("zorp zorp")).hasCount(1);
    mona.get("moderation-open").click();
    mona.get("moderation-settings").click();
    mona.get("words-word").fill("Zorp");
    mona.get("words-try").click();
    assertThat(mona.get("words-status")).containsText("1 of the last");
    assertThat(mona.get("word-effect")).containsText("zorp zorp");
    mona.get("words-add").click();
    assertThat(mona.get("room-word")).containsText("+0.80");
    mona.get("moderation-close").click();

    mona.input().fill("zorp!");

    assertThat(mona.get("preview")).hasText("Positive 😊");
  }

  @Test
  void aRoomShouldBeRunFromThePage() {
    mona.get("moderation-open").click();
    mona.get("moderation-settings").click();
    mona.get("settings-slow").fill("600");
    mona.get("settings-words").fill("사기");
    mona.get("settings-save").click();
    assertThat(mona.get("settings-status")).hasText("Saved.");
    mona.get("moderation-close").click();

    try (RoomPage kim = chromium.open(server, room, "ko-KR").enter("kim" + room)) {
      kim.say("사기다");
      assertThat(mona.lines("**다")).hasCount(1);
      kim.say("once more");
      assertThat(kim.line("once more")).containsText("잠시 후 다시 보냅니다");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko-KR", "en-US"})
  void aNarrowScreenShouldShowAllOfItWithoutScrollingSideways(String locale) {
    mona.say("one of a very " + "long".repeat(40) + " word");
    jay.choose("one of a very", "report");
    jay.get("confirm").click();
    assertThat(jay.get("hint")).hasText("운영자에게 알렸습니다.");
    try (RoomPage phone = chromium.open(server, room, locale)) {
      phone.page().setViewportSize(320, 640);
      phone.signIn(key, "mona");
      assertThat(phone.get("bell")).isInViewport(FULLY);
      phone.get("moderation-open").click();
      assertThat(phone.get("report").first()).containsText("one of a very");

      for (String tab : List.of("settings", "audit", "reports")) {
        phone.get("moderation-" + tab).click();

        assertThat(phone.get("moderation-" + tab)).hasAttribute("aria-pressed", "true");
        assertThat(sideways(phone, "moderation")).isZero();
      }
      phone.get("report-mute").first().click();
      assertThat(sideways(phone, "moderation")).isZero();
    }
  }

  private static int sideways(RoomPage page, String testId) {
    return (int) page.get(testId).evaluate("it => it.scrollWidth - it.clientWidth");
  }

  @Test
  void aKeyThatIsNoneShouldLetNobodyIn() {
    try (RoomPage mallory = chromium.open(server, room, "en-US")) {
      mallory.get("with-key").click();
      mallory.get("key").fill("ttk_guessed");
      mallory.get("name").fill("mallory");
      mallory.get("enter").click();

      assertThat(mallory.get("name-error")).hasText("That key does not open this room.");
      assertThat(mallory.get("key")).hasValue("");
      assertThat(mallory.get("people")).hasCount(0);
    }
  }

  @Test
  void whoIsNoModeratorShouldNotBeOfferedToModerate() {
    mona.say("be kind");
    jay.openMenu("be kind");

    assertThat(jay.get("menu-report")).isVisible();
    assertThat(
            jay.get("menu-delete")
                .or(jay.get("menu-mute"))
                .or(jay.get("menu-kick"))
                .or(jay.get("moderation-open")))
        .hasCount(0);
    jay.say("/mute mona");
    assertThat(jay.get("hint")).containsText("허용되지 않습니다");
  }
}
