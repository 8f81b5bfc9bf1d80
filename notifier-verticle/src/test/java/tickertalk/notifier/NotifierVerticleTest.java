package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.notifier.Samples.ALICE;
import static tickertalk.notifier.Samples.BOB;
import static tickertalk.notifier.Samples.entry;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.Entry;
import tickertalk.contract.Internal;
import tickertalk.contract.Joined;
import tickertalk.contract.MessageRefs;
import tickertalk.contract.NoticeSend;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
import tickertalk.contract.Sanction;
import tickertalk.contract.Topic;
import tickertalk.notifier.Samples.SetClock;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;
import tickertalk.storage.Lease;
import tickertalk.storage.Leases;

@ExtendWith(VertxExtension.class)
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class NotifierVerticleTest {
  private final Database database = Databases.sqlite();
  private final SetClock clock = new SetClock();
  private final List<Sanction> bans = new CopyOnWriteArrayList<>();

  /**
   * Chat, as far as the notifier asks it: the club is for members, and of the cellar it cannot say.
   */
  @BeforeEach
  void answerWhomRoomsAreOpenTo(Vertx vertx) {
    vertx.eventBus().localConsumer(Internal.CHAT_ROOM, this::answer);
  }

  private void answer(Message<JsonObject> question) {
    String room = question.body().getString("room");
    JsonArray asked = question.body().getJsonArray("users");
    if (room.equals("cellar")) {
      question.fail(503, "not available now, try again");
    } else {
      JsonArray told = new JsonArray();
      bans.stream()
          .filter(ban -> asked.contains(ban.user()))
          .forEach(ban -> told.add(ban.toJson()));
      String access = room.equals("club") ? "members" : "public";
      question.reply(new JsonObject().put("access", access).put("bans", told));
    }
  }

  @AfterEach
  void closeDatabase(Vertx vertx) throws Exception {
    // The notifier gives its lease back to the database when it is undeployed.
    vertx.close().await(10, TimeUnit.SECONDS);
    database.close();
  }

  @Test
  void periodicNoticesComeByThemselvesOnePerInstant(Vertx vertx, VertxTestContext test) {
    Heard everybody = new Heard(vertx, Topic.NOTICE_ALL.address(""));
    long gapMs = 20;

    deploy(vertx, every(Duration.ofMillis(gapMs), "tick"), Leases.alone().of("notifier"))
        .compose(deployed -> everybody.atLeast(5))
        .onComplete(
            test.succeeding(
                notices ->
                    test.verify(
                        () -> {
                          assertThat(notices)
                              .allSatisfy(
                                  notice -> {
                                    assertThat(notice.getString("kind")).isEqualTo("periodic");
                                    assertThat(notice.getString("text")).isEqualTo("tick");
                                    assertThat(notice.getLong("at") % gapMs).isZero();
                                  });
                          assertThat(notices)
                              .extracting(notice -> notice.getLong("at"))
                              .isSorted()
                              .doesNotHaveDuplicates();
                          test.completeNow();
                        })));
  }

  @Test
  void aPersonWhoComesBackWithinTheGraceIsAnnouncedOnce(Vertx vertx, VertxTestContext test) {
    Heard everybody = new Heard(vertx, Topic.NOTICE_ALL.address(""));

    deployWithSetClock(vertx)
        .onComplete(
            test.succeeding(
                deployed -> {
                  publishJoined(vertx, ALICE);
                  publishJoined(vertx, ALICE);
                  publishJoined(vertx, BOB);
                }));

    everybody
        .atLeast(2)
        .compose(
            notices -> {
              clock.advance(Duration.ofSeconds(61));
              publishJoined(vertx, ALICE);
              return everybody.atLeast(3);
            })
        .onComplete(
            test.succeeding(
                notices ->
                    test.verify(
                        () -> {
                          assertThat(notices)
                              .extracting(notice -> notice.getString("text"))
                              .containsExactly(
                                  "alice joined lobby", "bob joined lobby", "alice joined lobby");
                          assertThat(notices.get(0).getJsonObject("from"))
                              .isEqualTo(ALICE.toJson());
                          test.completeNow();
                        })));
  }

  /** Whoever is known by name only counts as a guest, who may not read in the club. */
  @Test
  void aMentionInARoomForMembersReachesMembersOnlyAndNobodyHearsWhoCameIn(
      Vertx vertx, VertxTestContext test) {
    Heard everybody = new Heard(vertx, Topic.NOTICE_ALL.address(""));
    Heard alice = new Heard(vertx, Topic.NOTICE_USER.address(ALICE.id()));
    Heard bob = new Heard(vertx, Topic.NOTICE_USER.address(BOB.id()));
    Person carol = new Person("id-carol", "carol");

    deployWithSetClock(vertx)
        .compose(deployed -> askAs(vertx, new Caller(ALICE, Role.MEMBER), Command.NOTICE_LIST))
        .compose(listed -> askAs(vertx, new Caller(BOB, Role.GUEST), Command.NOTICE_LIST))
        .compose(
            listed -> {
              publish(vertx, new Joined("club", carol));
              publish(vertx, inRoom("club", 1, carol, "@alice @bob a secret"));
              publish(vertx, new Joined("lobby", carol));
              publishEntry(vertx, 1, carol, "@alice @bob hello");
              return Future.all(alice.atLeast(2), bob.atLeast(1), everybody.atLeast(1));
            })
        .onComplete(
            test.succeeding(
                heard ->
                    test.verify(
                        () -> {
                          assertThat(alice.texts())
                              .containsExactly(
                                  "carol in club: @alice @bob a secret",
                                  "carol in lobby: @alice @bob hello");
                          assertThat(bob.texts())
                              .containsExactly("carol in lobby: @alice @bob hello");
                          assertThat(everybody.texts()).containsExactly("carol joined lobby");
                          test.completeNow();
                        })));
  }

  /** A notice told the banned what was said where they may not be. */
  @Test
  void aMentionDoesNotReachWhoIsBannedFromTheRoom(Vertx vertx, VertxTestContext test) {
    Heard alice = new Heard(vertx, Topic.NOTICE_USER.address(ALICE.id()));
    Heard bob = new Heard(vertx, Topic.NOTICE_USER.address(BOB.id()));
    Person carol = new Person("id-carol", "carol");
    bans.add(
        new Sanction(
            Sanction.Kind.BAN,
            BOB.id(),
            Optional.of("lobby"),
            Sanction.FOR_GOOD,
            Role.MODERATOR,
            Optional.empty()));

    deployWithSetClock(vertx)
        .compose(deployed -> askAs(vertx, new Caller(ALICE, Role.GUEST), Command.NOTICE_LIST))
        .compose(listed -> askAs(vertx, new Caller(BOB, Role.MEMBER), Command.NOTICE_LIST))
        .compose(
            listed -> {
              publishEntry(vertx, 1, carol, "@alice @bob a secret");
              publish(vertx, inRoom("attic", 1, carol, "@alice @bob hello"));
              return Future.all(alice.atLeast(2), bob.atLeast(1));
            })
        .onComplete(
            test.succeeding(
                heard ->
                    test.verify(
                        () -> {
                          assertThat(alice.texts())
                              .containsExactly(
                                  "carol in lobby: @alice @bob a secret",
                                  "carol in attic: @alice @bob hello");
                          assertThat(bob.texts())
                              .containsExactly("carol in attic: @alice @bob hello");
                          test.completeNow();
                        })));
  }

  @Test
  void whileNobodyCanSayWhoIsBannedMembersHearThatTheyAreNamedAndNotTheWords(
      Vertx vertx, VertxTestContext test) {
    Heard alice = new Heard(vertx, Topic.NOTICE_USER.address(ALICE.id()));
    Heard bob = new Heard(vertx, Topic.NOTICE_USER.address(BOB.id()));
    Person carol = new Person("id-carol", "carol");

    deployWithSetClock(vertx)
        .compose(deployed -> askAs(vertx, new Caller(ALICE, Role.MEMBER), Command.NOTICE_LIST))
        .compose(listed -> askAs(vertx, new Caller(BOB, Role.GUEST), Command.NOTICE_LIST))
        .compose(
            listed -> {
              publish(vertx, inRoom("cellar", 1, carol, "@alice @bob a secret"));
              publishEntry(vertx, 1, carol, "@bob hello");
              return Future.all(alice.atLeast(1), bob.atLeast(1));
            })
        .onComplete(
            test.succeeding(
                heard ->
                    test.verify(
                        () -> {
                          assertThat(alice.texts()).containsExactly("carol in cellar: …");
                          assertThat(bob.texts()).containsExactly("carol in lobby: @bob hello");
                          test.completeNow();
                        })));
  }

  @Test
  void whatIsDeletedIsNoLongerReadInANotice(Vertx vertx, VertxTestContext test) {
    Heard alice = new Heard(vertx, Topic.NOTICE_USER.address(ALICE.id()));

    deployWithSetClock(vertx)
        .compose(deployed -> listOfAlice(vertx))
        .compose(
            listed -> {
              publishEntry(vertx, 1, BOB, "@alice a secret");
              publishEntry(vertx, 2, BOB, "@alice hello");
              publish(vertx, new Entry.Delete(Samples.head(3, BOB), 1));
              publishEntry(vertx, 4, BOB, "@alice done");
              return alice.atLeast(3);
            })
        .compose(told -> listOfAlice(vertx))
        .onComplete(
            test.succeeding(
                page ->
                    test.verify(
                        () -> {
                          assertThat(page.getJsonArray("notices"))
                              .extracting(notice -> ((JsonObject) notice).getString("text"))
                              .containsExactly(
                                  "bob in lobby: @alice done",
                                  "bob in lobby: @alice hello",
                                  "bob in lobby: …");
                          test.completeNow();
                        })));
  }

  /** The words stayed in the inbox for good: nobody had told the notifier, and it did not ask. */
  @Test
  void whatIsDeletedWhileTheNotifierIsAwayIsNoLongerReadInANoticeWhenItIsBack(
      Vertx vertx, VertxTestContext test) {
    Heard alice = new Heard(vertx, Topic.NOTICE_USER.address(ALICE.id()));

    deployWithSetClock(vertx)
        .compose(
            first ->
                listOfAlice(vertx)
                    .compose(
                        listed -> {
                          publishEntry(vertx, 1, BOB, "@alice a secret");
                          publishEntry(vertx, 2, BOB, "@alice hello");
                          return alice.atLeast(2);
                        })
                    .compose(told -> vertx.undeploy(first)))
        .compose(away -> deployWithSetClock(vertx))
        // Chat is back later still.
        .compose(back -> answerThatOnlyTheseSayNothing(vertx, List.of(1L)))
        .compose(
            asked ->
                untilTheInboxOfAliceReads(vertx, "bob in lobby: @alice hello", "bob in lobby: …"))
        .onComplete(test.succeedingThenComplete());
  }

  private static Future<Void> answerThatOnlyTheseSayNothing(Vertx vertx, List<Long> deleted) {
    return vertx
        .eventBus()
        .<JsonObject>consumer(
            Internal.CHAT_GONE,
            question -> {
              MessageRefs asked = MessageRefs.fromJson(question.body());
              List<Long> gone = asked.seqs().stream().filter(deleted::contains).toList();
              question.reply(new MessageRefs(asked.room(), asked.epoch(), gone).toJson());
            })
        .completion();
  }

  private static Future<Void> untilTheInboxOfAliceReads(Vertx vertx, String... texts) {
    return listOfAlice(vertx)
        .compose(
            page ->
                page.getJsonArray("notices").stream()
                        .map(notice -> ((JsonObject) notice).getString("text"))
                        .toList()
                        .equals(List.of(texts))
                    ? Future.succeededFuture()
                    : vertx
                        .timer(20, TimeUnit.MILLISECONDS)
                        .compose(waited -> untilTheInboxOfAliceReads(vertx, texts)));
  }

  @Test
  void aMentionReachesOnlyWhomItNames(Vertx vertx, VertxTestContext test) {
    Heard everybody = new Heard(vertx, Topic.NOTICE_ALL.address(""));
    Heard alice = new Heard(vertx, Topic.NOTICE_USER.address(ALICE.id()));
    Heard bob = new Heard(vertx, Topic.NOTICE_USER.address(BOB.id()));

    deployWithSetClock(vertx)
        .compose(
            deployed -> {
              publishEntry(vertx, 1, ALICE, "good morning");
              publishEntry(vertx, 2, BOB, "@alice @bob hello");
              // Told again, as a chat service does that is not sure; then a mark to wait for.
              publishEntry(vertx, 2, BOB, "@alice @bob hello");
              publish(vertx, new Entry.Edit(Samples.head(3, BOB), 2, "@alice @bob hello!"));
              publish(vertx, new Entry.Reaction(Samples.head(4, BOB), 2, "👍", true));
              publish(vertx, new Entry.Delete(Samples.head(5, BOB), 2));
              publishEntry(vertx, 6, BOB, "@alice the end");
              return alice.atLeast(2);
            })
        .onComplete(
            test.succeeding(
                notices ->
                    test.verify(
                        () -> {
                          assertThat(notices)
                              .extracting(notice -> notice.getLong("seq"))
                              .containsExactly(2L, 6L);
                          assertThat(notices.get(0).getString("kind")).isEqualTo("mention");
                          assertThat(notices.get(0).getString("room")).isEqualTo("lobby");
                          assertThat(bob.texts()).isEmpty();
                          assertThat(everybody.texts()).isEmpty();
                          test.completeNow();
                        })));
  }

  @Test
  void aServiceTellsOnePersonOrEverybody(Vertx vertx, VertxTestContext test) {
    Heard everybody = new Heard(vertx, Topic.NOTICE_ALL.address(""));
    Heard alice = new Heard(vertx, Topic.NOTICE_USER.address(ALICE.id()));

    deployWithSetClock(vertx)
        .compose(deployed -> listOfAlice(vertx))
        .compose(known -> send(vertx, Optional.of(ALICE.id()), "to you"))
        .compose(
            first ->
                send(vertx, Optional.empty(), "to all")
                    .onSuccess(
                        second ->
                            test.verify(
                                () ->
                                    assertThat(second.getLong("id"))
                                        .isGreaterThan(first.getLong("id")))))
        .compose(sent -> Future.all(alice.atLeast(1), everybody.atLeast(1)))
        .onComplete(
            test.succeeding(
                heard ->
                    test.verify(
                        () -> {
                          assertThat(alice.texts()).containsExactly("to you");
                          assertThat(everybody.texts()).containsExactly("to all");
                          test.completeNow();
                        })));
  }

  @Test
  void aNoticeToSomebodyUnknownIsRefused(Vertx vertx, VertxTestContext test) {
    deployWithSetClock(vertx)
        .compose(deployed -> send(vertx, Optional.of("id-nobody"), "hello?"))
        .onComplete(
            test.failing(
                failure ->
                    test.verify(
                        () -> {
                          assertThat(((ReplyException) failure).failureCode()).isEqualTo(404);
                          assertThat(failure).hasMessage("to: no such user \"id-nobody\"");
                          test.completeNow();
                        })));
  }

  @Test
  void theInboxIsListedAndRead(Vertx vertx, VertxTestContext test) {
    deployWithSetClock(vertx)
        .compose(deployed -> listOfAlice(vertx))
        .compose(empty -> send(vertx, Optional.empty(), "one"))
        .compose(
            one ->
                send(vertx, Optional.of(ALICE.id()), "two")
                    .compose(
                        two -> askAsAlice(vertx, Command.NOTICE_READ, upTo(one.getLong("id")))))
        .onSuccess(
            reply ->
                test.verify(() -> assertThat(reply).isEqualTo(new JsonObject().put("unread", 1))))
        .compose(read -> listOfAlice(vertx))
        .onComplete(
            test.succeeding(
                page ->
                    test.verify(
                        () -> {
                          JsonArray notices = page.getJsonArray("notices");
                          assertThat(page.getLong("unread")).isEqualTo(1);
                          assertThat(notices).hasSize(2);
                          assertThat(notices.getJsonObject(0).getString("text")).isEqualTo("two");
                          assertThat(notices.getJsonObject(0).getBoolean("read")).isFalse();
                          assertThat(notices.getJsonObject(1).getString("text")).isEqualTo("one");
                          assertThat(notices.getJsonObject(1).getBoolean("read")).isTrue();
                          test.completeNow();
                        })));
  }

  @Test
  void aWrongLimitIsRefusedByItsName(Vertx vertx, VertxTestContext test) {
    deployWithSetClock(vertx)
        .compose(
            deployed -> askAsAlice(vertx, Command.NOTICE_LIST, new JsonObject().put("limit", 101)))
        .onComplete(
            test.failing(
                failure ->
                    test.verify(
                        () -> {
                          assertThat(((ReplyException) failure).failureCode()).isEqualTo(400);
                          assertThat(failure).hasMessageStartingWith("limit:");
                          test.completeNow();
                        })));
  }

  @Test
  void aMalformedEventIsPassedOverAndTheNextIsServed(Vertx vertx, VertxTestContext test) {
    Heard everybody = new Heard(vertx, Topic.NOTICE_ALL.address(""));

    deployWithSetClock(vertx)
        .compose(
            deployed -> {
              vertx.eventBus().publish(Internal.PRESENCE_JOINED, new JsonObject());
              publishJoined(vertx, BOB);
              return everybody.atLeast(1);
            })
        .onComplete(
            test.succeeding(
                notices ->
                    test.verify(
                        () -> {
                          assertThat(everybody.texts()).containsExactly("bob joined lobby");
                          test.completeNow();
                        })));
  }

  @Test
  void aNotifierOnStandBySendsNothingAndAnswersNothing(Vertx vertx, VertxTestContext test) {
    Heard everybody = new Heard(vertx, Topic.NOTICE_ALL.address(""));
    Duration often = Duration.ofMillis(5);

    deploy(vertx, every(often, "on stand-by"), new HandedLease())
        .compose(
            deployed -> {
              publishJoined(vertx, ALICE);
              return listOfAlice(vertx);
            })
        .transform(
            answer -> {
              test.verify(
                  () ->
                      assertThat(((ReplyException) answer.cause()).failureType())
                          .isEqualTo(ReplyFailure.NO_HANDLERS));
              return deploy(vertx, every(often, "holder"), Leases.alone().of("notifier"));
            })
        .compose(deployed -> everybody.atLeast(3))
        .onComplete(
            test.succeeding(
                notices ->
                    test.verify(
                        () -> {
                          assertThat(everybody.texts()).containsOnly("holder");
                          test.completeNow();
                        })));
  }

  @Test
  void aNotifierThatLostTheLeaseIsSilentUntilItHasItAgain(Vertx vertx, VertxTestContext test) {
    Heard everybody = new Heard(vertx, Topic.NOTICE_ALL.address(""));
    HandedLease lease = new HandedLease();

    deploy(vertx, NotifierConfig.defaults(), lease)
        .onSuccess(deployed -> lease.held.run())
        .compose(held -> listWhenServed(vertx))
        .onSuccess(served -> lease.lost.run())
        .compose(lost -> untilNobodyServes(vertx))
        .onSuccess(
            quiet -> {
              publishJoined(vertx, ALICE);
              lease.held.run();
            })
        .compose(held -> listWhenServed(vertx))
        .onSuccess(served -> publishJoined(vertx, BOB))
        .compose(joined -> everybody.atLeast(1))
        .compose(heard -> send(vertx, Optional.empty(), "the end"))
        .compose(sent -> everybody.atLeast(2))
        .onComplete(
            test.succeeding(
                notices ->
                    test.verify(
                        () -> {
                          assertThat(everybody.texts())
                              .containsExactly("bob joined lobby", "the end");
                          test.completeNow();
                        })));
  }

  /** Nobody saw that it had failed, and the cluster had a holder that told nobody anything. */
  @Test
  void aTakeOverThatFailsIsTriedAgain(Vertx vertx, VertxTestContext test) {
    Heard everybody = new Heard(vertx, Topic.NOTICE_ALL.address(""));
    HandedLease lease = new HandedLease();
    AtomicInteger attempts = new AtomicInteger();

    deployOnStubbornBus(
            vertx,
            lease,
            () ->
                attempts.incrementAndGet() <= 10
                    ? Future.failedFuture("the cluster is in trouble")
                    : Future.succeededFuture())
        .onSuccess(deployed -> lease.held.run())
        .compose(held -> listWhenServed(vertx))
        .onSuccess(
            served ->
                test.verify(
                    () ->
                        assertThat(attempts)
                            .as("seven commands and two events, the third time")
                            .hasValue(27)))
        .compose(served -> send(vertx, Optional.empty(), "here I am"))
        .compose(sent -> everybody.atLeast(1))
        .onComplete(test.succeedingThenComplete());
  }

  @Test
  void aNotifierThatLosesTheLeaseWhileItTakesOverStandsBy(Vertx vertx, VertxTestContext test) {
    Heard everybody = new Heard(vertx, Topic.NOTICE_ALL.address(""));
    HandedLease lease = new HandedLease();
    Promise<Void> registered = Promise.promise();

    deployOnStubbornBus(vertx, lease, registered::future)
        .onSuccess(
            deployed -> {
              lease.held.run();
              lease.lost.run();
            })
        .compose(deployed -> listWhenServed(vertx))
        .onSuccess(underWay -> registered.complete())
        .compose(over -> untilNobodyServes(vertx))
        .compose(quiet -> deployWithSetClock(vertx))
        .compose(
            another -> {
              publishJoined(vertx, ALICE);
              return everybody.atLeast(1);
            })
        .compose(heard -> send(vertx, Optional.empty(), "the end"))
        .compose(sent -> everybody.atLeast(2))
        .onComplete(
            test.succeeding(
                notices ->
                    test.verify(
                        () -> {
                          assertThat(everybody.texts())
                              .containsExactly("alice joined lobby", "the end");
                          test.completeNow();
                        })));
  }

  @Test
  void anotherTakesOverWhenTheFirstReleasesTheLease(Vertx vertx, VertxTestContext test) {
    Heard everybody = new Heard(vertx, Topic.NOTICE_ALL.address(""));
    Duration term = Duration.ofMillis(600);
    Lease first = Leases.shared(database, "first", term).of("notifier");
    Lease second = Leases.shared(database, "second", term).of("notifier");

    deploy(vertx, NotifierConfig.defaults(), first)
        .compose(
            firstId ->
                listWhenServed(vertx)
                    .compose(served -> deploy(vertx, NotifierConfig.defaults(), second))
                    .compose(deployed -> send(vertx, Optional.empty(), "from the first"))
                    .compose(sent -> vertx.undeploy(firstId)))
        .compose(gone -> listWhenServed(vertx))
        .onSuccess(page -> test.verify(() -> assertThat(page.getLong("unread")).isEqualTo(1)))
        .compose(served -> send(vertx, Optional.empty(), "from the second"))
        .compose(sent -> everybody.atLeast(2))
        .onComplete(
            test.succeeding(
                notices ->
                    test.verify(
                        () -> {
                          assertThat(everybody.texts())
                              .containsExactly("from the first", "from the second");
                          test.completeNow();
                        })));
  }

  private Future<String> deploy(Vertx vertx, NotifierConfig config, Lease lease) {
    return vertx.deployVerticle(new NotifierVerticle(config, database, lease));
  }

  private Future<String> deployWithSetClock(Vertx vertx) {
    Lease lease = Leases.alone().of("notifier");
    return vertx.deployVerticle(
        new NotifierVerticle(
            NotifierConfig.defaults(), database, lease, clock, Duration.ofMillis(10)));
  }

  private Future<String> deployOnStubbornBus(
      Vertx vertx, Lease lease, Supplier<Future<Void>> registration) {
    NotifierConfig config = every(Duration.ofMillis(5), "tick");
    return vertx.deployVerticle(
        StubbornBus.under(
            new NotifierVerticle(config, database, lease, clock, Duration.ofMillis(10)),
            registration));
  }

  private static NotifierConfig every(Duration gap, String text) {
    return new NotifierConfig(Optional.of(gap), text, Duration.ofSeconds(60), 100);
  }

  private static void publishJoined(Vertx vertx, Person person) {
    publish(vertx, new Joined("lobby", person));
  }

  private static void publish(Vertx vertx, Joined joined) {
    vertx.eventBus().publish(Internal.PRESENCE_JOINED, joined.toJson());
  }

  private static Entry inRoom(String room, long seq, Person from, String text) {
    Entry.Head head =
        new Entry.Head(room, "epoch-2", seq, UUID.randomUUID().toString(), from, 1_000);
    return new Entry.Message(head, text, OptionalLong.empty());
  }

  private static void publishEntry(Vertx vertx, long seq, Person from, String text) {
    publish(vertx, entry(seq, from, text));
  }

  private static void publish(Vertx vertx, Entry entry) {
    vertx.eventBus().publish(Internal.CHAT_ENTRIES, entry.toJson());
  }

  private static Future<JsonObject> send(Vertx vertx, Optional<String> to, String text) {
    return vertx
        .eventBus()
        .<JsonObject>request(Internal.NOTICE_SEND, new NoticeSend(to, text).toJson())
        .map(Message::body);
  }

  private static JsonObject upTo(long id) {
    return new JsonObject().put("upTo", id);
  }

  private static Future<JsonObject> listOfAlice(Vertx vertx) {
    return askAsAlice(vertx, Command.NOTICE_LIST, new JsonObject());
  }

  private static Future<JsonObject> askAsAlice(Vertx vertx, Command command, JsonObject body) {
    return ask(vertx, new Caller(ALICE, Role.GUEST), command, body);
  }

  private static Future<JsonObject> askAs(Vertx vertx, Caller caller, Command command) {
    return ask(vertx, caller, command, new JsonObject());
  }

  private static Future<JsonObject> ask(
      Vertx vertx, Caller caller, Command command, JsonObject body) {
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(5_000);
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    caller.stamp(headers);
    return vertx
        .eventBus()
        .<JsonObject>request(command.address(), body, options.setHeaders(headers))
        .map(Message::body);
  }

  /** Asks until somebody answers; a question may be lost in a consumer that is just leaving. */
  private static Future<JsonObject> listWhenServed(Vertx vertx) {
    return listOfAlice(vertx)
        .recover(
            failure ->
                failure instanceof ReplyException refusal
                        && refusal.failureType() != ReplyFailure.RECIPIENT_FAILURE
                    ? vertx
                        .timer(20, TimeUnit.MILLISECONDS)
                        .compose(waited -> listWhenServed(vertx))
                    : Future.failedFuture(failure));
  }

  private static Future<Void> untilNobodyServes(Vertx vertx) {
    return listOfAlice(vertx)
        .transform(
            answer ->
                answer.failed()
                    ? Future.succeededFuture()
                    : vertx
                        .timer(20, TimeUnit.MILLISECONDS)
                        .compose(waited -> untilNobodyServes(vertx)));
  }

  /** A lease that the test hands out and takes back; nobody has it at first. */
  private static final class HandedLease implements Lease {
    private Runnable held;
    private Runnable lost;

    @Override
    public void keep(Runnable whenHeld, Runnable whenLost) {
      held = whenHeld;
      lost = whenLost;
    }

    @Override
    public void release() {}
  }

  /** A bridge that listens at one address, and tells when it has heard enough. */
  private static final class Heard {
    private final List<JsonObject> notices = new ArrayList<>();
    private int enough = Integer.MAX_VALUE;
    private Promise<List<JsonObject>> heardEnough = Promise.promise();

    Heard(Vertx vertx, String address) {
      vertx.eventBus().<JsonObject>consumer(address, message -> hear(message.body()));
    }

    private synchronized void hear(JsonObject notice) {
      notices.add(notice);
      tellWhenEnough();
    }

    synchronized Future<List<JsonObject>> atLeast(int count) {
      enough = count;
      heardEnough = Promise.promise();
      tellWhenEnough();
      return heardEnough.future();
    }

    private void tellWhenEnough() {
      if (notices.size() >= enough) {
        heardEnough.tryComplete(List.copyOf(notices));
      }
    }

    synchronized List<String> texts() {
      return notices.stream().map(notice -> notice.getString("text")).toList();
    }
  }
}
