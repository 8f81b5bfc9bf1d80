package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tickertalk.notifier.Samples.ALICE;
import static tickertalk.notifier.Samples.BOB;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tickertalk.contract.AlertFiring;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.Cooldown;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Notice;
import tickertalk.contract.Person;
import tickertalk.contract.Quote.State;
import tickertalk.contract.Role;
import tickertalk.storage.Database;
import tickertalk.storage.Lease;
import tickertalk.storage.Leases;
import tickertalk.storage.Sql;

@Timeout(60)
class AlertStoreTest {
  private static final String BOTH = "tickertalk.storage.Databases#both";
  private static final long NOW = 1_000_000;

  private Inbox inbox;

  @ParameterizedTest
  @MethodSource(BOTH)
  void whatIsMadeIsReadBack(Database database) {
    AlertStore store = store(database);
    Alert untried = store.make(wish(ALICE, "price > 0.00001234", Optional.empty()));
    Alert armed = store.make(wish(ALICE, "price crosses 70000", Optional.of("69999.5")));

    assertThat(armed.stance()).contains(new Stance(Side.BELOW, true, State.LIVE));
    assertThat(store.of(ALICE.id())).containsExactly(untried, armed);
    assertThat(store.all()).containsExactlyInAnyOrder(untried, armed);
    assertThat(store.of(BOB.id())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void theSameRuleAgainIsTheSameAlertWithAnotherCooldown(Database database) {
    AlertStore store = store(database);
    Alert first = store.make(wish(ALICE, "price > 70000", Optional.of("69000")));
    Alert hers =
        Alert.made(
            ALICE.id(),
            "BTC-USDT",
            Rule.of("price>70000.0"),
            Cooldown.of("1h"),
            NOW + 1,
            Optional.of(live("71000")));

    Alert again = store.make(hers);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.cooldown()).isEqualTo(Cooldown.of("1h"));
    assertThat(again.stance()).isEqualTo(first.stance());
    assertThat(again.revision()).isGreaterThan(first.revision());
    assertThat(store.of(ALICE.id())).containsExactly(again);
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void nobodyHasMoreThanTwentyAndEachMayBeMadeAgain(Database database) {
    AlertStore store = store(database);
    for (int i = 1; i <= AlertStore.MAX_OF_ONE; i++) {
      store.make(wish(ALICE, "price > " + i, Optional.empty()));
    }

    assertThatThrownBy(() -> store.make(wish(ALICE, "price > 21", Optional.empty())))
        .isInstanceOfSatisfying(
            CommandException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.CONFLICT))
        .hasMessage("alerts: you have 20, which is the most; delete one first");
    store.make(wish(ALICE, "price > 20", Optional.empty()));
    store.make(wish(BOB, "price > 21", Optional.empty()));
    assertThat(store.of(ALICE.id())).hasSize(20);
  }

  /** Guests would have taken every place for good, one name after the other. */
  @ParameterizedTest
  @MethodSource(BOTH)
  void aFullHouseForgetsTheAlertsOfGuestsWhoCannotComeAgain(Database database) {
    AlertStore store = store(database);
    Alert bobs = store.make(wish(BOB, "price > 1", Optional.empty()));
    fill(database);
    long later = Clock.systemUTC().millis() + Duration.ofDays(31).toMillis();

    assertThatThrownBy(() -> store.make(wish(ALICE, "price > 1", Optional.empty())))
        .hasMessage("alerts: there are 10000 on this server, which is the most");
    Alert hers = store.make(wish(ALICE, "price > 1", later));
    assertThat(store.all()).containsExactlyInAnyOrder(bobs, hers);
  }

  private static void fill(Database database) {
    Person guest = new Person("id-guest", "guest");
    new People(database, Clock.systemUTC()).remember(new Caller(guest, Role.GUEST));
    database.transact(
        sql ->
            sql.update(
                """
                insert into notifier_alert
                  (person, symbol, rule, cooldown_ms, created_at, revision)
                with recursive n(i) as (select 2 union all select i + 1 from n where i < ?)
                select 'id-guest', 'BTC-USDT', 'price > ' || i, 60000, 1, 1 from n""",
                AlertStore.MAX_OF_ALL));
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void onlyItsOwnerDeletesAnAlert(Database database) {
    AlertStore store = store(database);
    Alert alert = store.make(wish(ALICE, "price > 70000", Optional.of("69000")));

    assertThat(store.delete(BOB.id(), alert.id())).isEmpty();
    assertThat(store.delete(ALICE.id(), alert.id())).contains(alert);
    assertThat(store.delete(ALICE.id(), alert.id())).isEmpty();
    assertThat(store.all()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void whatFiresIsStoredTogetherWithItsNoticeAndFiresOnceWhoeverDecidedIt(Database database) {
    AlertStore store = store(database);
    Alert alert = store.make(wish(ALICE, "price > 70000", Optional.of("69000")));
    Alert.Change crossing = alert.at(live("70000.10"), NOW).orElseThrow();

    AlertStore.Outcome first = store.apply(List.of(crossing)).get(0);
    AlertStore.Outcome second = store.apply(List.of(crossing)).get(0);

    assertThat(first.alert()).contains(crossing.after());
    assertThat(second.alert()).contains(crossing.after());
    assertThat(second.sent()).isEmpty();
    Sent sent = first.sent().orElseThrow();
    assertThat(sent.to()).contains(ALICE.id());
    assertThat(sent.notice().text()).isEqualTo("BTC-USDT 70000.10: price > 70000");
    assertThat(sent.notice().alert())
        .contains(
            new AlertFiring(
                alert.id(), "BTC-USDT", "price > 70000", new BigDecimal("70000.10"), State.LIVE));
    assertThat(inboxOf(ALICE)).containsExactly(sent.notice());
    assertThat(store.of(ALICE.id())).containsExactly(crossing.after());
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void aNoticeIsUntoldUntilItIsSaidToBeTold(Database database) {
    AlertStore store = store(database);
    Alert hers = store.make(wish(ALICE, "price > 70000", Optional.of("69000")));
    Alert his = store.make(wish(BOB, "price > 70000", Optional.of("69000")));
    List<Sent> sent =
        store
            .apply(
                List.of(
                    hers.at(live("70001"), NOW).orElseThrow(),
                    his.at(live("70001"), NOW).orElseThrow()))
            .stream()
            .map(outcome -> outcome.sent().orElseThrow())
            .toList();

    assertThat(store.untold()).isEqualTo(sent);
    store.told(sent.subList(0, 1));
    assertThat(store.untold()).isEqualTo(sent.subList(1, 2));
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void whoDeletedAnAlertIsNotToldOfIt(Database database) {
    AlertStore store = store(database);
    Alert alert = store.make(wish(ALICE, "price > 70000", Optional.of("69000")));
    store.delete(ALICE.id(), alert.id());

    assertThat(store.apply(List.of(alert.at(live("70001"), NOW).orElseThrow())))
        .containsExactly(new AlertStore.Outcome(alert.id(), Optional.empty(), Optional.empty()));
    assertThat(inboxOf(ALICE)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void whoLostTheLeaseFiresNothing(Database database) {
    Alert alert = store(database).make(wish(ALICE, "price > 70000", Optional.of("69000")));
    AlertStore former = new AlertStore(database, new LostLease(), inbox);

    assertThatThrownBy(() -> former.apply(List.of(alert.at(live("70001"), NOW).orElseThrow())))
        .hasMessage("the lease is another's");
    assertThat(inboxOf(ALICE)).isEmpty();
    assertThat(former.all()).containsExactly(alert);
  }

  private AlertStore store(Database database) {
    database.migrate("notifier");
    People people = new People(database, Clock.systemUTC());
    people.remember(new Caller(ALICE, Role.MEMBER));
    people.remember(new Caller(BOB, Role.MEMBER));
    inbox = new Inbox(database, NotifierConfig.DEFAULT_KEEP);
    return new AlertStore(database, Leases.alone().of("notifier"), inbox);
  }

  private List<Notice> inboxOf(Person reader) {
    return inbox.list(reader.id(), OptionalLong.empty(), Inbox.MAX_LIMIT).notices();
  }

  private static Alert wish(Person owner, String rule, Optional<String> price) {
    return Alert.made(
        owner.id(),
        "BTC-USDT",
        Rule.of(rule),
        Cooldown.DEFAULT,
        NOW,
        price.map(AlertStoreTest::live));
  }

  private static Alert wish(Person owner, String rule, long at) {
    return Alert.made(
        owner.id(), "BTC-USDT", Rule.of(rule), Cooldown.DEFAULT, at, Optional.empty());
  }

  private static MarketPrice live(String amount) {
    return new MarketPrice(new BigDecimal(amount), State.LIVE);
  }

  /** What is left of a lease to who stood still until another took over. */
  private static final class LostLease implements Lease {
    @Override
    public void keep(Runnable held, Runnable lost) {}

    @Override
    public void release() {}

    @Override
    public void confirm(Sql sql) {
      throw new IllegalStateException("the lease is another's");
    }
  }
}
