package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ChatConfigTest {
  @Test
  void shouldNameTheOptionThatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChatConfig.of(List.of()))
        .withMessage("rooms: there must be one at least");
    ChatConfig config = ChatConfig.of(List.of("lobby"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withMaxWaiting(0, 1 << 20))
        .withMessage("max-waiting-posts: must be 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withMaxWaiting(1, 16_127))
        .withMessage("max-waiting-chars: must be 16128 or more");
  }

  @Test
  void shouldLetTypingEndABitMoreThanASecondAfterTheLastKey() {
    ChatConfig config = ChatConfig.of(List.of("lobby"));
    assertThat(config.typingTimeout()).hasMillis(1_200);
    assertThat(config.presenceInterval()).hasSeconds(1);
    assertThat(config.presenceTimeout()).isGreaterThan(config.presenceInterval());
  }
}
