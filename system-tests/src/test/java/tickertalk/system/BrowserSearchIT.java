package tickertalk.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was said is found again, and led to. */
class BrowserSearchIT extends TwoBrowsers {
  @Test
  void aResultShouldLeadToItsLine() {
    minsu.say("비트코인이 오른다");
    IntStream.range(0, 40).forEach(i -> minsu.say("line " + i));
    assertThat(minsu.line("line 39")).hasAttribute("data-state", "sent");

    minsu.get("search-open").click();
    assertThat(minsu.get("search-input")).isFocused();
    Locator hit = found("트코");
    assertThat(hit.locator("mark")).hasText("트코");
    hit.click();

    assertThat(minsu.line("비트코인이")).isFocused();
    assertThat(minsu.line("비트코인이")).isInViewport();
    minsu.get("search-close").click();
    assertThat(minsu.get("search-open")).isFocused();
  }

  /** What is said is found within half a second, which is longer than it takes to look for it. */
  private Locator found(String query) {
    Locator hit = minsu.get("search-hit").first();
    minsu
        .page()
        .waitForCondition(
            () -> {
              minsu.get("search-input").fill(query);
              minsu.get("search-input").press("Enter");
              minsu
                  .page()
                  .waitForCondition(() -> !minsu.get("search-status").textContent().endsWith("…"));
              return hit.isVisible();
            });
    return hit;
  }

  @Test
  void initialConsonantsShouldFindAWord() {
    minsu.say("김치 프리미엄");
    minsu.get("search-open").click();

    assertThat(found("ㄱㅊ").locator("bdi").first()).hasText("김치 프리미엄");

    minsu.get("search-close").click();
  }

  @Test
  void whatSomebodySaidShouldBeFoundFromTheOldestOn() {
    alice.say("감자 하나");
    assertThat(minsu.lines("감자 하나")).hasCount(1);
    minsu.say("감자 둘");
    assertThat(alice.lines("감자 둘")).hasCount(1);
    alice.say("감자 셋");
    assertThat(alice.line("감자 셋")).hasAttribute("data-state", "sent");
    minsu.get("search-open").click();
    minsu.get("search-filters").click();
    minsu.get("search-author").fill("Alice");
    minsu.get("search-to").fill(LocalDate.now(ZoneId.systemDefault()).plusDays(1).toString());
    minsu.get("search-order").selectOption("oldest");
    Locator words = minsu.get("search-hit").locator(":scope > bdi");
    minsu
        .page()
        .waitForCondition(
            () -> {
              found("감자");
              return words.count() == 2;
            });

    assertThat(words).hasText(new String[] {"감자 하나", "감자 셋"});

    minsu.get("search-author").fill("");
    assertThat(words).hasText(new String[] {"감자 하나", "감자 둘", "감자 셋"});
    minsu.get("search-to").fill("2020-01-01");
    assertThat(minsu.get("search-status")).hasText("찾은 메시지가 없습니다.");
    minsu.get("search-close").click();
  }

  @Test
  void aResultInAnotherRoomShouldLeadThere() {
    String word = "apricot" + room;
    minsu.say(word);
    assertThat(minsu.line(word)).hasAttribute("data-state", "sent");
    minsu.go(Client.openRoom(server));
    minsu.get("search-open").click();
    minsu.get("search-everywhere").check();

    found(word).click();

    assertThat(minsu.line(word)).isFocused();
    assertThat(minsu.page()).hasURL(server.origin() + "/#/room/" + room + "/1");
    minsu.get("search-close").click();
  }
}
