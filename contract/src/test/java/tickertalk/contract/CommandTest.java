package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.contract.Command.Access.ANYONE;
import static tickertalk.contract.Command.Access.SIGNED_IN;
import static tickertalk.contract.Command.Access.STAFF;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class CommandTest {
  @ParameterizedTest
  @EnumSource
  void shouldBeFoundAtItsAddress(Command command) {
    assertThat(Command.at(command.address())).contains(command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "chat",
        "chat.",
        "chat.post ",
        "chat.Post",
        "chat.post.v2",
        "chat.room.lobby",
        "notice.user.alice",
        "internal.notice.send"
      })
  void shouldNotBeFoundAtAnyOtherAddress(String address) {
    assertThat(Command.at(address)).isEmpty();
  }

  @Test
  void shouldLetAVisitorReadAndOnlyRead() {
    assertThat(Stream.of(Command.values()).collect(Collectors.groupingBy(Command::access)))
        .containsOnlyKeys(ANYONE, SIGNED_IN, STAFF)
        .hasEntrySatisfying(
            ANYONE,
            open ->
                assertThat(open.stream().map(Command::address))
                    .containsExactlyInAnyOrder(
                        "chat.rooms",
                        "chat.history",
                        "chat.search",
                        "sentiment.analyze",
                        "sentiment.scores",
                        "sentiment.mood",
                        "price.quote",
                        "price.candles"));
  }

  @Test
  void shouldBeTemporaryOnlyWhereTheSameRequestMaySucceedLater() {
    assertThat(Arrays.stream(ErrorCode.values()).filter(ErrorCode::temporary))
        .extracting(ErrorCode::code)
        .containsExactly(429, 503);
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code))
        .containsExactly(400, 401, 403, 404, 409, 413, 429, 503);
  }
}
