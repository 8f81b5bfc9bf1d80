package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class CallerTest {
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

  @ParameterizedTest
  @EnumSource
  void shouldBeReadAsItWasStamped(Role role) {
    Caller caller = new Caller(new Person("u-1", "김철수 🚀"), role);
    caller.stamp(headers);
    assertThat(Caller.of(headers)).contains(caller);
  }

  @Test
  void shouldBeNobodyWhereNothingWasStamped() {
    headers.add("id", "u-1").add("name", "alice").add("role", "admin");
    assertThat(Caller.of(headers)).isEmpty();
  }

  @Test
  void shouldReplaceWhateverStoodThere() {
    Caller alice = new Caller(new Person("u-1", "alice"), Role.GUEST);
    new Caller(new Person("forged", "root"), Role.ADMIN).stamp(headers);
    headers.add("caller-id", "forged twice").add("CALLER-ROLE", "admin");
    alice.stamp(headers);
    assertThat(Caller.of(headers)).contains(alice);
    assertThat(headers.getAll("caller-id")).containsExactly("u-1");
    assertThat(headers.getAll("caller-role")).containsExactly("guest");
  }

  @Test
  void aSessionForSomeRoomsIsReadAsItWasStamped() {
    for (Set<String> rooms : List.of(Set.<String>of(), Set.of("lobby"), Set.of("a_b-c", "비트코인"))) {
      Caller caller = new Caller(new Person("u-1", "alice"), Role.MEMBER, Optional.of(rooms));
      caller.stamp(headers);
      assertThat(Caller.of(headers)).contains(caller);
    }
    assertThat(headers.getAll("caller-rooms")).containsExactly("a_b-c,비트코인");
  }

  @Test
  void aSessionForAllRoomsLeavesNoneOfTheRoomsThatStoodThere() {
    headers.add("Caller-Rooms", "attic").add("caller-rooms", "cellar");
    Caller alice = new Caller(new Person("u-1", "alice"), Role.GUEST);
    alice.stamp(headers);
    assertThat(Caller.of(headers)).contains(alice);
  }
}
