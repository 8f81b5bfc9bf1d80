package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of things that no client should send. Whatever it was: the server lives, the others
 * notice nothing, nothing leaks, and the log says nothing. What is sent depends on the seed alone.
 */
@Timeout(60)
class FuzzTest {
  private static final String LOBBY = "chat.room.lobby";
  private static final String RAW = "/eventbus/websocket";
  private static final String SOCKJS = "/eventbus/000/fuzzfuzz/websocket";
  private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";
  private static final String UPGRADE =
      """
      GET /eventbus/websocket HTTP/1.1\r
      Host: 127.0.0.1\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private static Edge edge;
  private static LogWatch log;
  private static ResourceLeakDetector.Level leakDetection;

  private Browser bystander;

  @BeforeAll
  static void open() {
    leakDetection = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    log = new LogWatch();
    edge = new Edge();
  }

  @AfterAll
  static void close() {
    edge.close();
    log.close();
    ResourceLeakDetector.setLevel(leakDetection);
  }

  @BeforeEach
  void aBystanderListens() {
    edge.serve("sentiment.analyze", message -> message.reply(message.body()));
    edge.serve("chat.post", message -> message.reply(message.body()));
    bystander = Browser.visitor(edge);
    bystander.register(LOBBY);
  }

  @AfterEach
  void theBystanderNoticedNothing() {
    assertThatTheBystanderHears(new JsonObject().put("still", "here"));
    bystander.leave();
    edge.dismissServices();
    log.assertThatItIsQuiet(2); // those of the hub, and those of echo
  }

  private void assertThatTheBystanderHears(JsonObject event) {
    edge.publish(LOBBY, event);
    assertThat(bystander.event(LOBBY)).isEqualTo(event);
    bystander.hasNothingUnread();
  }

  /** Sends; gives whether there was still somebody to send to. */
  private static boolean send(RawClient client, byte[] bytes) throws IOException {
    try {
      client.sendBytes(bytes);
      return true;
    } catch (SocketException hungUp) {
      return false;
    }
  }

  /** What comes up to a close frame, or until the server hangs up. */
  private static List<RawClient.Frame> rest(RawClient client) throws IOException {
    List<RawClient.Frame> frames = new ArrayList<>();
    boolean over = false;
    while (!over) {
      Optional<RawClient.Frame> next = client.readUnlessItIsOver();
      next.ifPresent(frames::add);
      over = next.isEmpty() || next.get().opcode() == RawClient.CLOSE;
    }
    return frames;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void brokenFramesHurtNobodyElse(long seed) throws IOException {
    Random random = new Random(seed);
    BrokenFrames frames = new BrokenFrames(random);
    String[] doors = {RAW, SOCKJS, "/plain/echo"};
    for (int socket = 0; socket < 60; socket++) {
      String door = doors[random.nextInt(doors.length)];
      String[] headers = random.nextBoolean() ? new String[] {DEFLATE} : new String[0];
      try (RawClient mallory = RawClient.at(edge, door, headers)) {
        boolean goesOn = true;
        for (int i = 0; i < 25 && goesOn; i++) {
          goesOn = send(mallory, frames.next());
        }
        if (random.nextBoolean() && goesOn) {
          mallory.fallSilent();
          rest(mallory);
        }
      }
      if (socket % 10 == 0) {
        assertThatTheBystanderHears(new JsonObject().put("seed", seed).put("socket", socket));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyBrokenEnvelopeIsAnsweredByJsonAndTheSocketGoesOn(long seed) throws IOException {
    BrokenEnvelopes envelopes = new BrokenEnvelopes(new Random(seed));
    try (RawClient mallory = RawClient.at(edge, RAW);
        RawClient wrapped = RawClient.at(edge, SOCKJS)) {
      assertThat(wrapped.read().text()).isEqualTo("o");
      for (int i = 0; i < 500; i++) {
        String text = envelopes.next();
        String fence = "fence-" + i;
        String ping = Browser.envelope("ping", "").put("replyAddress", fence).encode();
        mallory.sendText(text);
        mallory.sendText(ping);
        wrapped.sendText(new JsonArray().add(text).add(ping).encode());
        readUpTo(fence, mallory, "seed " + seed + ": " + text);
        readUpTo(fence, wrapped, "seed " + seed + ": " + text);
      }
    }
  }

  private static void readUpTo(String address, RawClient client, String what) throws IOException {
    for (RawClient.Frame frame = client.read(); ; frame = client.read()) {
      assertThat(frame.opcode()).as(what).isEqualTo(RawClient.TEXT);
      for (JsonObject envelope : envelopesIn(frame.text(), what)) {
        assertThat(envelope.getString("type")).as(what).isIn("rec", "err");
        if (address.equals(envelope.getString("address"))) {
          return;
        }
      }
    }
  }

  private static List<JsonObject> envelopesIn(String frame, String what) {
    try {
      return frame.startsWith("a[")
          ? new JsonArray(frame.substring(1))
              .stream().map(text -> new JsonObject((String) text)).toList()
          : List.of(new JsonObject(frame));
    } catch (DecodeException e) {
      throw new AssertionError(what + " was answered by " + frame, e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
  void aHundredThousandOpenBracketsAreRefused(String opening) throws IOException {
    String deep = opening.repeat(100_000 / opening.length());
    try (RawClient mallory = RawClient.at(edge, RAW)) {
      mallory.sendText(deep);
      assertThat(new JsonObject(mallory.read().text()).getString("body")).isEqualTo("invalid_json");
    }
    try (RawClient mallory = RawClient.at(edge, SOCKJS)) {
      mallory.read();
      mallory.sendText(new JsonArray().add(deep).encode());
      assertThat(mallory.read().text()).contains("invalid_json");
      mallory.sendText(deep);
      assertThat(mallory.read().text()).isEqualTo("c[1002,\"protocol error\"]");
      assertThat(mallory.read().closeCode()).isEqualTo(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "[null]",
        "[[\"a\"]]",
        "[{\"type\":\"ping\"}]",
        "[\"a\"",
        "[\"a\",]",
        "[\"a\"]]",
        "[\"a\"] [\"b\"]",
        "\"\\ud8\"",
        "a",
        " ",
        "null",
        "[\"\u0000\"]"
      })
  void whatIsNoArrayOfStringsEndsASockJsConnection(String frame) throws IOException {
    try (RawClient mallory = RawClient.at(edge, SOCKJS)) {
      mallory.read();
      mallory.sendText(frame);
      List<RawClient.Frame> answers = rest(mallory);
      RawClient.Frame last = answers.get(answers.size() - 1);
      assertThat(last.closeCode()).as(frame).isEqualTo(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void brokenHandshakesAreAnsweredOrCutOff(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] good = UPGRADE.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 150; i++) {
      byte[] broken = good.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      try (BareSocket mallory = new BareSocket(edge.port())) {
        mallory.send(broken);
        mallory.fallSilent();
        String answer = mallory.readToTheEnd();
        if (!answer.isEmpty()) {
          // Netty's server gives a protocol that it does not know back as it came.
          assertThat(answer)
              .as("seed %d, request %d", seed, i)
              .containsPattern("^[^\\r\\n]+ (101|4\\d\\d|501|505) ");
        }
      }
    }
  }

  /**
   * Who only asks, and reads nothing of the answers, once made the server keep them all: the pongs
   * were not counted as what waits for a browser.
   */
  @Test
  void aFloodOfPingsOfWhichNoAnswerIsReadDoesNotFillTheMemory() throws IOException {
    byte[] ping = new BrokenFrames(new Random(1)).frame(0x89, true, new byte[125]);
    byte[] many = new byte[ping.length * 1_000];
    for (int i = 0; i < 1_000; i++) {
      System.arraycopy(ping, 0, many, i * ping.length, ping.length);
    }
    try (RawClient mallory = RawClient.at(edge, RAW)) {
      int sent = 0;
      while (sent < 100 && send(mallory, many)) {
        sent++;
      }
      assertThat(sent).as("thousands of pings").isEqualTo(100);
      mallory.sendText(Browser.envelope("ping", "").put("replyAddress", "r").encode());
      int pongs = 0;
      RawClient.Frame frame = mallory.read();
      while (frame.opcode() == RawClient.PONG) {
        pongs++;
        frame = mallory.read();
      }
      assertThat(frame.text()).contains("\"r\"");
      assertThat(pongs).as("those that waited, and what the sockets hold").isLessThan(75_000);
    }
  }

  @Test
  void whoAsksForMoreThanTheyReadIsClosedAsSlow() throws IOException {
    int before = edge.reached(Limit.OUTBOX);
    String question =
        Browser.envelope("send", "sentiment.analyze")
            .put("replyAddress", "r")
            .put("body", new JsonObject().put("text", "x".repeat(30_000)))
            .encode();
    try (RawClient mallory = RawClient.at(edge, RAW)) {
      for (int i = 0; i < 500; i++) {
        mallory.sendText(question);
      }
      List<RawClient.Frame> answers = rest(mallory);
      assertThat(answers.get(answers.size() - 1).closeCode()).isEqualTo(4001);
      assertThat(answers.size()).isLessThan(500);
    }
    assertThat(edge.reached(Limit.OUTBOX)).isEqualTo(before + 1);
  }

  @Test
  void aThousandWhoComeAndHangUpAtOnceLeaveNothingBehind() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      RawClient.at(edge, i % 2 == 0 ? RAW : SOCKJS).close();
    }
    while (edge.metrics.get("tickertalk.bridge.sockets").gauge().value() > 1) {
      bystander.hasNothingUnread(); // a round trip, in which some more of them leave
    }
  }
}
