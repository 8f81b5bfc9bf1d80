package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tickertalk.chat.FakeBridge.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatPost;
import tickertalk.contract.Command;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
import tickertalk.contract.SearchQuery;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;
import tickertalk.storage.Leases;

/** The search as people use it, over the bus. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class RoomSearchTest {
  private static final Person ALICE = new Person("u-1", "alice");
  private static final Optional<Caller> VISITOR = Optional.empty();
  private static final Optional<Caller> MEMBER = Optional.of(new Caller(ALICE, Role.MEMBER));

  private static final Optional<Caller> MODERATOR =
      Optional.of(new Caller(new Person("key:mona", "mona"), Role.MODERATOR));

  private static final Optional<Caller> FOR_CELLAR =
      Optional.of(new Caller(ALICE, Role.ADMIN, Optional.of(Set.of("cellar", "nowhere"))));

  private final Database database = Databases.sqlite();
  private Vertx vertx;
  private FakeBridge bridge;

  @BeforeEach
  void deploy(Vertx injected) throws TimeoutException {
    vertx = injected;
    bridge = new FakeBridge(vertx);
    await(vertx.deployVerticle(chat()));
    JsonObject club =
        new JsonObject().put("room", "club").put("title", "Club").put("access", "members");
    bridge.ask(Command.CHAT_OPEN, club, MEMBER);
  }

  private ChatVerticle chat() {
    return new ChatVerticle(
        ChatConfig.of(List.of("lobby", "cellar")), database, Leases.alone().of("chat"));
  }

  @AfterEach
  void close() throws TimeoutException {
    await(vertx.close());
    database.close();
  }

  @Test
  void whatIsSaidIsSoonFoundAsItStandsInTheLog() throws Exception {
    JsonObject said = post("lobby", "비트코인이 오른다");
    JsonObject hit = bridgeFinds("ㅂㅌㅋㅇ 오").getJsonArray("hits").getJsonObject(0);
    JsonObject history =
        bridge.ask(Command.CHAT_HISTORY, new JsonObject().put("room", "lobby"), VISITOR);
    assertThat(hit).isEqualTo(history.getJsonArray("entries").getJsonObject(0));
    assertThat(hit.getLong("seq")).isEqualTo(said.getLong("seq"));
  }

  /** Asks until the index has it. */
  private JsonObject bridgeFinds(String query) throws TimeoutException {
    JsonObject page;
    do {
      page = search(query, MEMBER);
    } while (page.getJsonArray("hits").isEmpty());
    return page;
  }

  @Test
  void whatWasSaidBeforeTheStartIsFoundToo() throws Exception {
    await(vertx.undeploy(vertx.deploymentIDs().iterator().next()));
    ChatPost post =
        new ChatPost("lobby", UUID.randomUUID().toString(), "옛날 이야기", OptionalLong.empty());
    new LogWriter(database, new People(), Clock.systemUTC())
        .append(List.of(new Draft(post, ALICE)));
    await(vertx.deployVerticle(chat()));
    assertThat(bridgeFinds("이야기").getJsonArray("hits")).hasSize(1);
  }

  @Test
  void everybodyFindsWhatIsInTheRoomsThatTheyMayRead() throws Exception {
    post("lobby", "여름 하나");
    post("cellar", "여름 둘");
    post("club", "여름 셋");
    post("club", "겨울");
    bridgeFinds("겨울");
    assertThat(rooms(search("여름", MEMBER))).containsExactly("club", "cellar", "lobby");
    assertThat(rooms(search("여름", VISITOR))).containsExactly("cellar", "lobby");
    assertThat(rooms(search("여름", FOR_CELLAR))).containsExactly("cellar");
  }

  @Test
  void aRoomThatIsNotOpenToTheCallerIsNotSearched() {
    bridge.assertRefused(
        403, "room: \"club\" is for members only", Command.CHAT_SEARCH, in("club"), VISITOR);
    bridge.assertRefused(
        403,
        "room: this session is not for \"lobby\"",
        Command.CHAT_SEARCH,
        in("lobby"),
        FOR_CELLAR);
    bridge.assertRefused(
        404, "room: no such room \"attic\"", Command.CHAT_SEARCH, in("attic"), VISITOR);
  }

  @Test
  void whoIsBannedFromARoomFindsNothingInIt() throws Exception {
    post("lobby", "여름 하나");
    post("cellar", "여름 둘");
    bridgeFinds("여름 둘");
    String member = MEMBER.orElseThrow().person().id();
    bridge.ask(
        Command.CHAT_BAN, new JsonObject().put("room", "lobby").put("user", member), MODERATOR);
    assertThat(rooms(search("여름", MEMBER))).containsExactly("cellar");
    assertThat(rooms(search("여름", VISITOR))).containsExactly("cellar", "lobby");
    bridge.assertRefused(
        403,
        "room: you are banned from \"lobby\" for good",
        Command.CHAT_SEARCH,
        in("lobby"),
        MEMBER);
  }

  @Test
  void whoSearchesWhileManyDoIsToTryAgain() throws Exception {
    CountDownLatch begun = new CountDownLatch(RoomSearch.MOST_AT_ONCE);
    CountDownLatch end = new CountDownLatch(1);
    RoomSearch search = searchThat(begun, end);
    Context loop = vertx.getOrCreateContext();
    List<Future<JsonObject>> many =
        Stream.generate(() -> searchOn(loop, search)).limit(RoomSearch.MOST_AT_ONCE).toList();
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    Future<JsonObject> oneMore = searchOn(loop, search);
    assertThatThrownBy(() -> await(oneMore))
        .isInstanceOfSatisfying(
            CommandException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE))
        .hasMessage("too many search now, try again");

    end.countDown();
    await(Future.all(many));
    assertThat(await(searchOn(loop, search)).getJsonArray("hits")).isEmpty();
  }

  private RoomSearch searchThat(CountDownLatch begun, CountDownLatch end) {
    RoomLog log = new RoomLog(database, new People(), 10, Clock.systemUTC());
    HouseRules rules = new HouseRules();
    SanctionLog sanctions =
        new SanctionLog(database, new AuditTrail(Clock.systemUTC()), Clock.systemUTC());
    MessageSearch messages =
        new MessageSearch(database, SearchIndex.of(database), System::nanoTime);
    return new RoomSearch(
        vertx,
        log,
        new Admission(vertx, log, sanctions, rules),
        (query, scope) -> {
          begun.countDown();
          awaitEnd(end);
          return messages.search(query, scope);
        });
  }

  private static void awaitEnd(CountDownLatch end) {
    try {
      assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Future<JsonObject> searchOn(Context loop, RoomSearch search) {
    Promise<JsonObject> found = Promise.promise();
    loop.runOnContext(
        v -> search.search(VISITOR, SearchQuery.fromJson(in("lobby"))).onComplete(found));
    return found.future();
  }

  @Test
  void aQueryThatIsTooLongOrHasNothingInItIsRefused() {
    bridge.assertRefused(
        400,
        "query: must be at most 100 characters long",
        Command.CHAT_SEARCH,
        new JsonObject().put("query", "ㅋ".repeat(4_000)),
        VISITOR);
    bridge.assertRefused(
        400,
        "query: must not be empty",
        Command.CHAT_SEARCH,
        new JsonObject().put("query", "\u034F"),
        VISITOR);
  }

  private static JsonObject in(String room) {
    return new JsonObject().put("room", room).put("query", "x");
  }

  private JsonObject post(String room, String text) throws TimeoutException {
    return bridge.ask(
        Command.CHAT_POST,
        new JsonObject()
            .put("room", room)
            .put("id", UUID.randomUUID().toString())
            .put("text", text),
        MEMBER);
  }

  private JsonObject search(String query, Optional<Caller> caller) throws TimeoutException {
    return bridge.ask(Command.CHAT_SEARCH, new JsonObject().put("query", query), caller);
  }

  private static List<String> rooms(JsonObject page) {
    return page.getJsonArray("hits").stream()
        .map(hit -> ((JsonObject) hit).getString("room"))
        .toList();
  }
}
