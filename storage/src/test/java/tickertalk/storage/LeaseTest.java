package tickertalk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class LeaseTest {
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldGoToAnotherWhenReleased(Database database) throws InterruptedException {
    Lease first = keep(database, "first");
    assertThat(next()).isEqualTo("first held");
    Lease second = keep(database, "second");
    assertThat(events.poll(500, TimeUnit.MILLISECONDS)).as("only one holds it").isNull();
    first.release();
    assertThat(next()).isEqualTo("second held");
    second.release();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldGoToAnotherWhenTheHolderFallsSilent(Database database) throws InterruptedException {
    claimAndFallSilent(database, "dead", Duration.ofMillis(600));
    Lease second = keep(database, "second");
    assertThat(next()).isEqualTo("second held");
    assertThat(fence(database)).as("a change of hands raises the fence").isEqualTo(2);
    second.release();
  }

  /** The second looks each second; the lease ended just after a look, and was free for as long. */
  @Test
  void shouldBeTakenAtItsEndAndNotAtTheNextLook() throws InterruptedException {
    Database database = Databases.sqlite();
    claimAndFallSilent(database, "dead", Duration.ofMillis(1_100));
    long begun = System.nanoTime();
    Lease second = Leases.shared(database, "second", Duration.ofSeconds(3)).of("price");
    second.keep(() -> events.add("held"), () -> events.add("lost"));
    assertThat(next()).isEqualTo("held");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(1_900));
    second.release();
    database.close();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldRefuseWhatAFormerHolderWrites(Database database) throws InterruptedException {
    Lease first = keep(database, "first");
    assertThat(next()).isEqualTo("first held");
    database.transact(sql -> confirmed(first, sql));
    database.transact(sql -> sql.update("update lease set holder = 'other', fence = 2"));
    assertThatThrownBy(() -> database.transact(sql -> confirmed(first, sql)))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("lease price");
    first.release();
  }

  private static Object confirmed(Lease lease, Sql sql) {
    lease.confirm(sql);
    return true;
  }

  @Test
  void shouldBeLostWhenTheDatabaseIsAway() throws InterruptedException {
    Database database = Databases.sqlite();
    Lease lease = keep(database, "first");
    assertThat(next()).isEqualTo("first held");
    database.close();
    assertThat(next()).isEqualTo("first lost");
    lease.release();
  }

  @Test
  void shouldBeHeldAtOnceByAJvmThatIsAlone() {
    Leases.alone().of("price").keep(() -> events.add("held"), () -> events.add("lost"));
    assertThat(events).containsExactly("held");
  }

  private Lease keep(Database database, String holder) {
    Lease lease = Leases.shared(database, holder, Duration.ofMillis(600)).of("price");
    lease.keep(() -> events.add(holder + " held"), () -> events.add(holder + " lost"));
    return lease;
  }

  /** What a JVM leaves behind that is killed while it holds the lease. */
  private static void claimAndFallSilent(Database database, String holder, Duration term) {
    database.migrate("storage");
    database.transact(
        sql ->
            sql.update(
                "insert into lease values ('price', ?, 1, " + database.nowMs() + " + ?)",
                holder,
                term.toMillis()));
  }

  private static long fence(Database database) {
    return database
        .read(sql -> sql.first("select fence from lease", row -> row.getLong(1)))
        .orElseThrow();
  }

  private String next() throws InterruptedException {
    return events.poll(20, TimeUnit.SECONDS);
  }
}
