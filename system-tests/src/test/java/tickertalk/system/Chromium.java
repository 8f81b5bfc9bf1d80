package tickertalk.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real browser: the system's Chromium, or the one that the environment's CHROMIUM names. */
final class Chromium implements AutoCloseable {
  private static final String PATH = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");

  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(Path.of(PATH))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /** A browser of somebody else: its own cookies, speaking this language. */
  RoomPage open(Tickertalk server, String room, String locale) {
    return open(server, room, locale, "");
  }

  /** The same, with a script that runs before the page's own. */
  RoomPage open(Tickertalk server, String room, String locale, String script) {
    return new RoomPage(browser, server.origin().resolve("/#/room/" + room), locale, script);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
