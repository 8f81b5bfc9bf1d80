package tickertalk.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The page as somebody has it before them. */
final class RoomPage implements AutoCloseable {
  /** Where one clock serves all pages: wall time, with the resolution of the page's own clock. */
  private static final String NOW = "performance.timeOrigin + performance.now()";

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<WebSocket> sockets = new ArrayList<>();

  private String me = "";

  /**
   * Something that the page showed.
   *
   * @param atMs epoch milliseconds, with fractions
   */
  record Shown(double atMs, String text) {}

  RoomPage(Browser browser, URI address, String locale, String script) {
    context = browser.newContext(new Browser.NewContextOptions().setLocale(locale));
    context.addInitScript(script);
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(message.text() + " " + message.location());
          }
        });
    page.onWebSocket(sockets::add);
    page.navigate(address.toString());
  }

  /** Takes a name; the room is live then. */
  RoomPage enter(String name) {
    get("name").fill(name);
    get("enter").click();
    me = name;
    awaitRoom();
    return this;
  }

  /** Comes in with a key of one's own; the room is live then. */
  RoomPage signIn(String key, String name) {
    get("with-key").click();
    get("key").fill(key);
    return enter(name);
  }

  String name() {
    return me;
  }

  /** Goes to another room. */
  void go(String room) {
    page.evaluate("room => (location.hash = '#/room/' + room)", room);
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText(room);
    awaitRoom();
  }

  /** Who sees themselves among the people of a room has all of its addresses registered. */
  private void awaitRoom() {
    assertThat(get("people")).containsText(me);
    assertThat(get("log")).hasAttribute("aria-busy", "false");
  }

  Locator get(String testId) {
    return page.getByTestId(testId);
  }

  Locator input() {
    return get("message-input");
  }

  /** Writes a message and sends it with the Enter key. */
  void say(String text) {
    input().fill(text);
    input().press("Enter");
  }

  /** The lines that have this in their words. */
  Locator lines(String text) {
    return get("line").locator(".words").filter(new Locator.FilterOptions().setHasText(text));
  }

  /** The line that has this in its words, with all that belongs to it. */
  Locator line(String text) {
    return get("line").filter(new Locator.FilterOptions().setHasText(text)).first();
  }

  /** Opens what can be done with a line. */
  void openMenu(String text) {
    line(text).hover();
    line(text).getByTestId("line-menu").click();
  }

  /** Chooses from what can be done with a line. */
  void choose(String text, String what) {
    openMenu(text);
    line(text).getByTestId("menu-" + what).click();
  }

  Page page() {
    return page;
  }

  /** Everything the console complained of. */
  List<String> complaints() {
    return complaints;
  }

  /** Every WebSocket that the page ever opened. */
  List<WebSocket> sockets() {
    return sockets;
  }

  /** A session with the browser's own tools, for input as an input method makes it. */
  CDPSession tools() {
    return context.newCDPSession(page);
  }

  /** Notes from now on each text that the element shows, and when. */
  void watch(String testId) {
    get(testId)
        .evaluate(
            "(element, id) => { const seen = (window['shown-' + id] = []);"
                + " new MutationObserver(() => seen.push([%s, element.textContent.trim()]))"
                    .formatted(NOW)
                + ".observe(element, {childList: true, characterData: true, subtree: true}); }",
            testId);
  }

  /** Every text that the element has shown since it is watched. */
  List<?> everShown(String testId) {
    return (List<?>) page.evaluate("id => window['shown-' + id].map((shown) => shown[1])", testId);
  }

  /** Waits until the element has shown this since it is watched; when it first did. */
  Shown shown(String testId, String text) {
    Object atMs =
        page.waitForFunction(
                "([id, text]) => window['shown-' + id].find((shown) => shown[1] === text)?.[0]",
                List.of(testId, text))
            .jsonValue();
    return new Shown(((Number) atMs).doubleValue(), text);
  }

  /** Notes from now on when keys go down. */
  void watchKeys() {
    page.evaluate(
        "() => addEventListener('keydown', (key) => {"
            + " window.lastKey = `${key.key} ${key.keyCode} ${key.isComposing}`;"
            + " window.lastKeyAt = %s; }, true)".formatted(NOW));
  }

  /** When the last key went down, epoch milliseconds. */
  double lastKeyAtMs() {
    return ((Number) page.evaluate("() => window.lastKeyAt")).doubleValue();
  }

  /** The last key that went down: its name, its code, and whether an input method composed. */
  String lastKey() {
    return (String) page.evaluate("() => window.lastKey");
  }

  double nowMs() {
    return ((Number) page.evaluate("() => " + NOW)).doubleValue();
  }

  @Override
  public void close() {
    context.close();
  }
}
