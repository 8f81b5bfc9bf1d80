package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages that come in one frame, and in several. */
class MessageAssemblyTest {
  private final MessageAssembly assembly = new MessageAssembly("binance", 10);

  @Test
  void shouldHandOutWhatComesInOneFrame() {
    assertThat(text(WebSocketFrame.textFrame("{\"é\"}", true))).contains("{\"é\"}");
    assertThat(text(WebSocketFrame.binaryFrame(Buffer.buffer("{}"), true))).contains("{}");
    assertThat(text(WebSocketFrame.textFrame("", true))).contains("");
  }

  @Test
  void shouldPutTogetherWhatComesInSeveralFramesWithAPingBetweenThem() {
    assertThat(text(WebSocketFrame.textFrame("ab", false))).isEmpty();
    assertThat(text(WebSocketFrame.pingFrame(Buffer.buffer("ping")))).isEmpty();
    assertThat(text(WebSocketFrame.continuationFrame(Buffer.buffer("cd"), false))).isEmpty();
    assertThat(text(WebSocketFrame.continuationFrame(Buffer.buffer("ef"), true)))
        .contains("abcdef");
    assertThat(text(WebSocketFrame.textFrame("next", true))).contains("next");
  }

  @Test
  void shouldRefuseAMessageWithoutEnd() {
    text(WebSocketFrame.textFrame("12345678", false));
    assertThatThrownBy(() -> text(WebSocketFrame.continuationFrame(Buffer.buffer("901"), false)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("without end");
  }

  private Optional<String> text(WebSocketFrame frame) {
    return assembly.take(frame).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
