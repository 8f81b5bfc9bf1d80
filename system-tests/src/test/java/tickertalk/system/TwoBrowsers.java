package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server with two people before its page, one with a Korean browser and one with an English one;
 * each test has a room of its own, and whatever a console complains of fails it.
 */
@Timeout(60)
abstract class TwoBrowsers {
  @TempDir static Path data;
  static Tickertalk server;
  static Chromium chromium;
  static RoomPage minsu;
  static RoomPage alice;

  String room;

  @BeforeAll
  static void start() {
    server = Tickertalk.start(data);
    chromium = new Chromium();
    minsu = chromium.open(server, "lobby", "ko-KR").enter("민수");
    alice = chromium.open(server, "lobby", "en-US").enter("alice");
  }

  @AfterAll
  static void stop() {
    chromium.close();
    server.close();
  }

  @BeforeEach
  void goToARoomOfTheirOwn() {
    room = Client.openRoom(server);
    minsu.go(room);
    alice.go(room);
  }

  @AfterEach
  void nothingShouldHaveGoneWrongUnseen() {
    for (RoomPage page : List.of(minsu, alice)) {
      assertThat(page.complaints()).isEmpty();
    }
  }
}
