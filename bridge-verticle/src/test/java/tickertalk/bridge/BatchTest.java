package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tickertalk.contract.Topic;

class BatchTest {
  private static final String LOBBY = "chat.room.lobby";
  private static final String PRICE = "price.BTC-USDT";

  private final Deflation deflation = new Deflation();
  private final FrameEncoder encoder =
      new FrameEncoder(UnpooledByteBufAllocator.DEFAULT, deflation);
  private final Batch batch = new Batch(encoder);

  @AfterEach
  void close() {
    deflation.close();
  }

  private static Event entry(int n) {
    return Event.of(Topic.CHAT_ROOM, LOBBY, new JsonObject().put("n", n).put("x", "y".repeat(200)));
  }

  private static Event price(int n) {
    return Event.of(Topic.PRICE, PRICE, new JsonObject().put("n", n));
  }

  @ParameterizedTest
  @EnumSource
  void allSocketsOfOneKindShareTheSameMemory(Framing framing) {
    batch.add(entry(1));
    for (boolean deflated : new boolean[] {false, true}) {
      ByteBuf frames = batch.frames(framing, deflated);
      assertThat(batch.frames(framing, deflated)).isSameAs(frames);
      ByteBuf one = frames.retainedDuplicate();
      ByteBuf other = frames.retainedDuplicate();
      assertThat(one.memoryAddress()).isEqualTo(other.memoryAddress());
      one.release();
      other.release();
    }
    batch.release();
  }

  @Test
  void theFramesLiveUntilTheLastSocketHasSentThem() {
    batch.add(entry(1));
    ByteBuf frames = batch.frames(Framing.RAW, false);
    ByteBuf waiting = frames.retainedDuplicate();

    batch.release();

    assertThat(waiting.refCnt()).isEqualTo(1);
    waiting.release();
    assertThat(frames.refCnt()).isZero();
  }

  @Test
  void itIsCompressedForThoseWhoTakeThatAndNotForTheOthers() {
    batch.add(entry(1));
    assertThat(batch.frames(Framing.RAW, true).getUnsignedByte(0)).isEqualTo((short) 0xC1);
    assertThat(batch.frames(Framing.RAW, false).getUnsignedByte(0)).isEqualTo((short) 0x81);
    assertThat(batch.frames(Framing.RAW, true).readableBytes())
        .isLessThan(batch.frames(Framing.RAW, false).readableBytes() / 2);
    batch.release();
  }

  @Test
  void ofWhatIsNewestOnlyOneIsLeftAndOfTheOthersAll() {
    batch.add(price(1));
    batch.add(entry(1));
    batch.add(price(2));
    batch.add(entry(2));

    assertThat(batch.events())
        .extracting(event -> event.address() + ((JsonObject) event.body()).getInteger("n"))
        .containsExactly(LOBBY + 1, PRICE + 2, LOBBY + 2);
    assertThat(batch.hasNewestOnly()).isTrue();
    assertThat(batch.chars())
        .isEqualTo(batch.events().stream().mapToInt(event -> event.envelope().length()).sum());
  }

  @Test
  void theHeadOfAFrameHasTheShortestFormOfItsLength() {
    assertThat(head("x".repeat(125))).isEqualTo("817d78");
    assertThat(head("x".repeat(126))).isEqualTo("817e00");
    assertThat(head("x".repeat(65_535))).isEqualTo("817eff");
    assertThat(head("x".repeat(65_536))).isEqualTo("817f00");
  }

  private String head(String text) {
    ByteBuf frame = encoder.text(text);
    try {
      return ByteBufUtil.hexDump(frame, 0, 3);
    } finally {
      frame.release();
    }
  }

  @Test
  void aHeartbeatIsAPingAndOnSockJsItsOwnSignBefore() {
    ByteBuf raw = encoder.heartbeat(Framing.RAW);
    ByteBuf sockJs = encoder.heartbeat(Framing.SOCKJS);
    assertThat(ByteBufUtil.hexDump(raw)).isEqualTo("8900");
    assertThat(ByteBufUtil.hexDump(sockJs)).isEqualTo("810168" + "8900");
    raw.release();
    sockJs.release();
  }

  @Test
  void aCloseHasItsCodeAndItsReason() {
    ByteBuf close = encoder.close(CloseReason.SLOW);
    assertThat(ByteBufUtil.hexDump(close)).isEqualTo("8806" + "0fa1" + "736c6f77");
    close.release();
  }
}
