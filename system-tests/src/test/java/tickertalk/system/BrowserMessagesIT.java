package tickertalk.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two people do with messages that are there, one in Korean and one in English. */
class BrowserMessagesIT extends TwoBrowsers {
  @Test
  void theLastOwnLineShouldBeEditedWithTheArrowUp() {
    alice.say("helo");
    assertThat(sent(alice, "helo")).isVisible();

    alice.input().press("ArrowUp");
    assertThat(alice.get("composition")).hasAttribute("data-kind", "edit");
    assertThat(alice.input()).hasValue("helo");
    alice.say("hello");

    assertThat(minsu.lines("hello")).hasText("alice: hello");
    assertThat(minsu.line("hello").getByTestId("edited")).hasText("수정됨");
    assertThat(alice.line("hello").getByTestId("edited")).hasText("edited");
    assertThat(alice.get("line")).hasCount(1);
    assertThat(alice.input()).hasValue("");
  }

  private static Locator sent(RoomPage page, String text) {
    return page.get("line")
        .and(page.page().locator("[data-state=sent]"))
        .filter(new Locator.FilterOptions().setHasText(text));
  }

  @Test
  void aDeletedLineShouldLeaveNothingButATombstone() {
    alice.say("secret");
    assertThat(minsu.lines("secret")).hasCount(1);

    alice.choose("secret", "delete");
    assertThat(alice.line("secret").getByTestId("keep")).isFocused();
    alice.line("secret").getByTestId("confirm").click();

    assertThat(minsu.lines("")).hasText("alice: 삭제된 메시지입니다");
    assertThat(alice.lines("")).hasText("Me: This message was deleted");
    minsu.page().reload();
    assertThat(minsu.lines("")).hasText("alice: 삭제된 메시지입니다");
    assertThat(minsu.page().content()).doesNotContain("secret");
  }

  @Test
  void reactionsShouldBeCountedAndNamed() {
    alice.say("to the moon");
    minsu.openMenu("to the moon");
    minsu.line("to the moon").locator("[data-testid=react][data-emoji='🚀']").click();

    Locator reaction = alice.line("to the moon").getByTestId("reaction");
    assertThat(reaction).hasText("🚀 1");
    assertThat(reaction).hasAttribute("title", "민수");
    reaction.click();
    Locator seen = minsu.line("to the moon").getByTestId("reaction");
    assertThat(seen).hasText("🚀 2");
    assertThat(seen).hasAttribute("title", "나, alice");
    assertThat(seen).hasAttribute("aria-pressed", "true");
    seen.click();
    assertThat(reaction).hasText("🚀 1");
    assertThat(reaction).hasAttribute("title", "Me");
  }

  @Test
  void everyEmojiOfTheMenuShouldBeTakenByTheServer() {
    for (int message = 0; message < 3; message++) {
      String text = "message " + message;
      alice.say(text);
      minsu.openMenu(text);
      minsu.line(text).getByTestId("more-emoji").click();
      Locator all = minsu.line(text).getByTestId("all-emoji").getByTestId("react");
      List<String> emoji = all.all().stream().map(each -> each.getAttribute("data-emoji")).toList();
      minsu.page().keyboard().press("Escape");
      List<String> some = emoji.subList(message * 16, message * 16 + 16);
      for (String each : some) {
        minsu.openMenu(text);
        minsu.line(text).getByTestId("more-emoji").click();
        minsu.line(text).locator("[data-testid=react][data-emoji='" + each + "']").click();
      }
      assertThat(alice.line(text).getByTestId("reaction")).hasText(counted(some));
    }
  }

  private static String[] counted(List<String> emoji) {
    return emoji.stream().map(each -> each + " 1").toArray(String[]::new);
  }

  @Test
  void anAnswerShouldQuoteAndLeadToWhatItAnswers() {
    alice.say("what is the price?");
    IntStream.range(0, 30).forEach(i -> alice.say("line " + i));
    minsu.choose("what is the price?", "reply");
    assertThat(minsu.input()).isFocused();
    minsu.say("ask the panel");

    Locator quote = alice.line("ask the panel").getByTestId("quote");
    assertThat(quote).hasText("alice: what is the price?");
    assertThat(alice.lines("ask the panel")).hasText("민수: ask the panel");
    quote.click();
    Locator answered = alice.get("line").filter(first("Me: what is the price?"));
    assertThat(answered).isFocused();
    assertThat(answered).isInViewport();
  }

  private static Locator.FilterOptions first(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  @Test
  void whoIsCalledShouldBeOfferedAndMarked() {
    alice.input().pressSequentially("hey @민");
    assertThat(alice.get("completion")).hasText("민수");
    alice.input().press("Tab");
    assertThat(alice.input()).hasValue("hey @민수 ");
    alice.input().press("Enter");

    assertThat(minsu.get("mention")).hasText("@민수");
    assertThat(minsu.get("mention")).hasClass("me");
    assertThat(alice.get("mention")).hasText("@민수");
  }

  @Test
  void anActionShouldBeShownAsOne() {
    alice.say("/me waves");

    assertThat(minsu.lines("waves")).hasText("alice waves");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dance", "/me", "/mute", "/usr/bin"})
  void whatIsNoCommandShouldNeverBeSentAsText(String text) {
    minsu.say(text);
    assertThat(minsu.get("hint")).containsText(text);
    assertThat(minsu.input()).hasValue(text);

    minsu.say("after");
    assertThat(alice.lines("after")).hasCount(1);
    assertThat(alice.get("line")).hasCount(1);
  }

  @Test
  void theCommandsShouldAnswer() {
    minsu.input().fill("/");
    assertThat(minsu.get("completion")).hasCount(9);
    minsu.say("/help");
    assertThat(minsu.get("hint")).containsText("/mute NAME [MINUTES]");
    minsu.say("/price");
    assertThat(minsu.get("hint")).hasText(Pattern.compile("BTC-USDT \\$[\\d,]+\\.\\d\\d · .+"));
    minsu.say("/mood");
    assertThat(minsu.get("hint")).containsText("방 분위기");
    minsu.say("/mute nobody");
    assertThat(minsu.get("hint")).containsText("그런 사람이 없습니다");
  }

  @Test
  void anotherNameShouldBeTakenInTheSameTab() {
    try (RoomPage bob = chromium.open(server, room, "en-US").enter("bob")) {
      bob.say("as bob");
      assertThat(alice.lines("as bob")).hasCount(1);

      bob.say("/nick robert");

      assertThat(alice.get("people")).containsText("robert");
      assertThat(alice.get("people")).not().containsText("bob");
      bob.say("as robert");
      assertThat(alice.lines("as robert")).hasText("robert: as robert");
      assertThat(bob.complaints()).isEmpty();
    }
  }

  @Test
  void whatIsUnreadShouldBeMarkedWhereTheReaderLeftOffAndBeReadOnAllDevices() {
    alice.say("seen");
    assertThat(minsu.lines("seen")).hasCount(1);
    String other = Client.openRoom(server);
    minsu.go(other);
    alice.say("unseen");
    alice.say("unseen, too");
    assertThat(sent(alice, "unseen, too")).isVisible();

    minsu.page().reload();
    Locator count = minsu.get("room-unread").and(minsu.page().locator("[data-room=" + room + "]"));
    assertThat(count).hasText("2");
    minsu.go(room);
    assertThat(minsu.page().locator("[data-testid=unread-line] + article")).containsText("unseen");
    assertThat(minsu.get("unread-line")).hasText("여기부터 읽지 않음");
    minsu.go(other);
    assertThat(count).hasCount(0);
    minsu.page().reload();
    assertThat(minsu.get("rooms")).isVisible();
    assertThat(count).hasCount(0);
  }

  @Test
  void aLinkToAMessageShouldLeadThere() {
    alice.say("the first");
    IntStream.range(0, 80).forEach(i -> alice.say("line " + i));
    assertThat(sent(alice, "line 79")).isVisible();

    try (RoomPage bob = chromium.open(server, room + "/1", "en-US").enter("bob")) {
      assertThat(bob.line("the first")).isFocused();
      assertThat(bob.line("the first")).isInViewport();
      assertThat(bob.complaints()).isEmpty();
    }
  }

  @Test
  void allShouldBeDoneByKeyboard() {
    alice.say("by hand");
    assertThat(minsu.lines("by hand")).hasCount(1);
    minsu.get("log").focus();
    minsu.page().keyboard().press("ArrowUp");
    assertThat(minsu.line("by hand")).isFocused();
    minsu.page().keyboard().press("Enter");
    assertThat(minsu.line("by hand").getByTestId("react").first()).isFocused();
    minsu.page().keyboard().press("Enter");

    assertThat(minsu.line("by hand")).isFocused();
    assertThat(alice.line("by hand").getByTestId("reaction")).hasText("👍 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko-KR", "en-US"})
  void aNarrowScreenShouldNotScrollSideways(String locale) {
    try (RoomPage phone = chromium.open(server, room, locale)) {
      phone.page().setViewportSize(320, 640);
      phone.enter("phone");
      alice.say("a long line that a phone has to break, " + "for there is much to say ".repeat(8));
      phone.openMenu("a long line");
      phone.line("a long line").getByTestId("more-emoji").click();
      phone.get("search-open").click();
      phone.input().fill("/");
      assertThat(phone.get("completions")).isVisible();

      assertThat((int) phone.page().evaluate("() => document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(320);
      assertThat((int) phone.get("log").evaluate("log => log.scrollWidth - log.clientWidth"))
          .isZero();
    }
  }
}
