package tickertalk.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ViewportSize;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people talk, one with a Korean browser and one with an English one. */
class BrowserChatIT extends TwoBrowsers {
  private static final String SOMEONE_TYPES = "💬 누군가 입력 중...";

  @Test
  void thePageShouldSpeakKorean() {
    assertThat(minsu.page()).hasTitle("WebSocket 채팅");
    assertThat(minsu.input()).hasAttribute("placeholder", "메시지 입력");
    assertThat(minsu.get("send")).hasText("전송");
    assertThat(minsu.get("leave")).hasText("종료");
    assertThat(minsu.page().locator("html")).hasAttribute("lang", "ko");
  }

  @Test
  void thePageShouldSpeakEnglish() {
    assertThat(alice.page()).hasTitle("WebSocket chat");
    assertThat(alice.input()).hasAttribute("placeholder", "Type a message");
    assertThat(alice.get("send")).hasText("Send");
    assertThat(alice.get("leave")).hasText("Leave");
    assertThat(alice.page().locator("html")).hasAttribute("lang", "en");
  }

  @Test
  void theLanguageShouldChangeWithoutAReload() {
    try (RoomPage bob = chromium.open(server, room, "en-US").enter("bob")) {
      bob.page().evaluate("() => (window.sameDocument = true)");

      bob.get("language").selectOption("ko");

      assertThat(bob.page()).hasTitle("WebSocket 채팅");
      assertThat(bob.get("send")).hasText("전송");
      assertThat(bob.page().locator("html")).hasAttribute("lang", "ko");
      assertThat(bob.page().evaluate("() => window.sameDocument")).isEqualTo(true);
    }
  }

  @Test
  void eachShouldReadTheOtherAndTheirOwnLineOnce() {
    minsu.say("안녕");
    alice.input().fill("hello");
    alice.get("send").click();

    assertThat(alice.lines("안녕")).hasText("민수: 안녕 ");
    assertThat(minsu.lines("hello")).hasText("alice: hello ");
    assertThat(minsu.lines("안녕")).hasText("나: 안녕 ");
    assertThat(alice.lines("hello")).hasText("Me: hello ");
    assertThat(lineOf(minsu, "안녕")).hasAttribute("data-state", "sent");
    assertThat(minsu.input()).hasValue("");
    assertThat(alice.input()).hasValue("");
  }

  private static Locator lineOf(RoomPage page, String text) {
    return page.get("line").filter(new Locator.FilterOptions().setHasText(text));
  }

  @Test
  void htmlShouldBeShownAsItIsWritten() {
    String html = "<img src=x onerror=alert(1)> <b>bold</b>";

    alice.say(html);

    for (RoomPage page : List.of(alice, minsu)) {
      assertThat(page.lines(html)).hasCount(1);
      assertThat(page.lines(html).locator("img, b")).hasCount(0);
    }
  }

  @Test
  void whoTypesShouldBeSeenAtOnceAndForgottenASecondAfter() {
    minsu.watch("typing");
    alice.watchKeys();

    alice.input().press("h");

    double keyAt = alice.lastKeyAtMs();
    assertThat(minsu.shown("typing", SOMEONE_TYPES).atMs() - keyAt).isBetween(0.0, 300.0);
    assertThat(minsu.shown("typing", "").atMs() - keyAt).isBetween(1_000.0, 1_500.0);
    assertThat(alice.get("typing")).hasText("");
  }

  @Test
  void whoSendsShouldNoLongerBeSeenTyping() {
    minsu.watch("typing");
    alice.watchKeys();
    alice.input().press("x");
    minsu.shown("typing", SOMEONE_TYPES);

    alice.input().press("Enter");

    assertThat(minsu.shown("typing", "").atMs() - alice.lastKeyAtMs()).isLessThan(300);
  }

  @Test
  void whoEmptiesTheInputShouldNoLongerBeSeenTyping() {
    minsu.watch("typing");
    alice.watchKeys();
    alice.input().press("x");
    minsu.shown("typing", SOMEONE_TYPES);

    alice.input().press("Backspace");

    assertThat(minsu.shown("typing", "").atMs() - alice.lastKeyAtMs()).isLessThan(300);
  }

  @Test
  void whoseBrowserClosesShouldNoLongerBeSeenTyping() {
    RoomPage bob = chromium.open(server, room, "en-US").enter("bob");
    minsu.watch("typing");
    bob.input().press("x");
    minsu.shown("typing", SOMEONE_TYPES);
    double closedAt = minsu.nowMs();

    bob.close();

    assertThat(minsu.shown("typing", "").atMs() - closedAt).isLessThan(1_500);
  }

  @Test
  void enterShouldNotSendWhileASyllableIsComposed() {
    CDPSession keyboard = minsu.tools();
    String before = "조합 ";
    alice.watch("typing");
    minsu.input().fill(before);
    minsu.input().focus();
    compose(keyboard, "ㅎ");
    compose(keyboard, "하");
    compose(keyboard, "한");
    alice.shown("typing", "💬 Someone is typing...");

    minsu.watchKeys();

    pressEnterInComposition(keyboard);
    assertThat(minsu.lastKey()).isEqualTo("Enter 229 true");
    commit(keyboard, "한");
    // Older Safari ends the composition before it tells of the key that ended it.
    pressEnterInComposition(keyboard);
    assertThat(minsu.lastKey()).isEqualTo("Enter 229 false");

    assertThat(minsu.input()).hasValue(before + "한");
    assertThat(lineOf(minsu, before)).hasCount(0);
    minsu.input().press("Enter");
    assertThat(alice.lines(before)).hasText("민수: 조합 한");
    minsu.say("끝");
    assertThat(alice.lines("끝")).hasCount(1);
    assertThat(alice.lines(before)).hasCount(1);
    assertThat(minsu.input()).hasValue("");
  }

  @Test
  void theLastSyllableShouldNeitherBeLostNorDoubledWhenSentByTheButton() {
    CDPSession keyboard = minsu.tools();
    minsu.input().fill("단추 ");
    minsu.input().focus();
    compose(keyboard, "글");

    minsu.get("send").click();

    assertThat(alice.lines("단추")).hasText("민수: 단추 글");
    assertThat(minsu.input()).hasValue("");
  }

  private static void compose(CDPSession keyboard, String text) {
    JsonObject composition = new JsonObject();
    composition.addProperty("text", text);
    composition.addProperty("selectionStart", text.length());
    composition.addProperty("selectionEnd", text.length());
    keyboard.send("Input.imeSetComposition", composition);
  }

  private static void commit(CDPSession keyboard, String text) {
    JsonObject committed = new JsonObject();
    committed.addProperty("text", text);
    keyboard.send("Input.insertText", committed);
  }

  private static void pressEnterInComposition(CDPSession keyboard) {
    JsonObject key = new JsonObject();
    key.addProperty("type", "rawKeyDown");
    key.addProperty("key", "Enter");
    key.addProperty("code", "Enter");
    key.addProperty("windowsVirtualKeyCode", 229);
    keyboard.send("Input.dispatchKeyEvent", key);
  }

  @ParameterizedTest
  @CsvSource({"love,긍정 😊,Positive 😊", "sad,부정 😞,Negative 😞", "table,중립 😐,Neutral 😐"})
  void theMoodOfAWordShouldBeSeenWhileItIsWritten(String word, String korean, String english) {
    minsu.watch("preview");
    minsu.watchKeys();

    minsu.input().pressSequentially(word);
    alice.input().fill(word);

    assertThat(minsu.shown("preview", korean).atMs() - minsu.lastKeyAtMs()).isLessThan(300);
    assertThat(alice.get("preview")).hasText(english);
    assertThat(minsu.lines(word)).hasCount(0);
  }

  @Test
  void aMessageShouldCarryItsMood() {
    String text = "I love this";

    alice.say(text);

    assertThat(lineOf(minsu, text).getByTestId("line-mood")).hasText("긍정 😊");
    assertThat(lineOf(alice, text).getByTestId("line-mood")).hasText("Positive 😊");
  }

  @Test
  void theRoomShouldHaveAMoodOnceEnoughPeopleSpoke() {
    try (RoomPage bob = chromium.open(server, room, "en-US").enter("bob")) {
      for (RoomPage page : List.of(minsu, alice, bob)) {
        page.say("love love love");
        page.say("I am so happy, what a great day");
      }

      assertThat(bob.get("mood")).hasAttribute("data-enough", "true");
      assertThat(bob.get("mood-label")).hasText("Positive");
      assertThat(minsu.get("mood-label")).hasText("긍정");
      assertThat(minsu.get("mood-sample")).containsText("명");
    }
  }

  @Test
  void whoComesInShouldBeSeenAndAnnounced() {
    String name = "bob" + room;
    try (RoomPage bob = chromium.open(server, room, "en-US").enter(name)) {
      assertThat(toast(minsu, name)).hasText(name + "님이 들어왔습니다");
      assertThat(toast(alice, name)).hasText(name + " joined");
      assertThat(minsu.get("unread")).hasText(Pattern.compile("[1-9]\\d*"));
      assertThat(minsu.get("people")).containsText(name);
      assertThat(bob.get("people")).containsText("민수");

      minsu.get("bell").click();
      assertThat(minsu.get("notice").first()).containsText(name + "님이 들어왔습니다");
      minsu.get("mark-read").click();
      assertThat(minsu.get("unread")).isHidden();
    }
    assertThat(minsu.get("people")).not().containsText(name);
  }

  private static Locator toast(RoomPage page, String text) {
    return page.get("toast").locator("span").filter(new Locator.FilterOptions().setHasText(text));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoLeavesShouldStayAway(boolean byCommand) {
    String name = "carol" + room;
    try (RoomPage carol = chromium.open(server, room, "en-US")) {
      carol.page().clock().install();
      carol.enter(name);
      assertThat(alice.get("people")).containsText(name);

      if (byCommand) {
        carol.say("/exit");
      } else {
        carol.get("leave").click();
      }

      assertThat(carol.get("banner")).containsText("You have left");
      assertThat(alice.get("people")).not().containsText(name);
      carol.page().clock().fastForward("10:00");
      assertThat(carol.get("connection")).hasAttribute("data-state", "closed");
      assertThat(carol.sockets()).hasSize(1).allMatch(socket -> socket.isClosed());
      assertThat(server.log()).contains(name + " disconnected");
      assertThat(alice.lines("/exit")).hasCount(0);

      carol.get("rejoin").click();
      assertThat(alice.get("people")).containsText(name);
    }
  }

  @Test
  void aRecordedMarketShouldBeCalledOne() {
    assertThat(alice.get("price-state")).hasText("REPLAY");
    assertThat(alice.get("price-note")).containsText("not real prices");
    assertThat(minsu.get("price-note")).containsText("실제 시세가 아닙니다");
    assertThat(minsu.get("price-source")).containsText("Bitstamp");
  }

  @Test
  void theRoomShouldWorkWhereWebSocketIsBlocked() {
    String blocked =
        "const Real = WebSocket; window.WebSocket = class extends Real {"
            + " constructor() { super('ws://' + location.host + '/blocked'); } };";
    try (RoomPage dave = chromium.open(server, room, "en-US", blocked).enter("dave")) {
      assertThat(dave.get("connection")).hasAttribute("data-transport", "sockjs");
      dave.say("through the back door");
      alice.say("welcome");

      assertThat(alice.lines("back door")).hasCount(1);
      assertThat(dave.lines("welcome")).hasCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko-KR", "en-US"})
  void aNarrowScreenShouldNotScrollSideways(String locale) {
    try (RoomPage phone = chromium.open(server, room, locale)) {
      phone.page().setViewportSize(320, 640);
      assertThat(width(phone)).isLessThanOrEqualTo(320);
      phone.enter("phone");
      phone.say("https://example.org/" + "a".repeat(200));
      assertThat(phone.lines("https://example.org/a")).not().hasCount(0);
      assertThat(width(phone)).isLessThanOrEqualTo(320);
      phone.get("tab-market").click();
      assertThat(phone.get("price")).isVisible();
      assertThat(width(phone)).isLessThanOrEqualTo(320);
    }
  }

  private static int width(RoomPage page) {
    return (int) page.page().evaluate("() => document.documentElement.scrollWidth");
  }

  @Test
  void manyLinesShouldScrollInTheirBoxOnly() {
    for (int i = 0; i < 40; i++) {
      alice.say("line " + i);
    }
    assertThat(minsu.lines("line 39")).isInViewport();

    Page page = minsu.page();
    ViewportSize viewport = page.viewportSize();
    assertThat((int) page.evaluate("() => document.documentElement.scrollHeight"))
        .isLessThanOrEqualTo(viewport.height);
    assertThat((boolean) minsu.get("log").evaluate("it => it.scrollHeight > it.clientHeight"))
        .isTrue();
  }
}
