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
  }

  @Test
  void shouldLetTypingEndABitMoreThanASecondAfterTheLastKey() {
    ChatConfig config = ChatConfig.of(List.of("lobby"));
    assertThat(config.typingTimeout()).hasMillis(1_200);
    assertThat(config.presenceInterval()).hasSeconds(1);
    assertThat(config.presenceTimeout()).isGreaterThan(config.presenceInterval());
  }
}
