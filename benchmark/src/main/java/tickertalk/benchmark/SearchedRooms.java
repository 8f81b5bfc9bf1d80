package tickertalk.benchmark;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import tickertalk.chat.ChatConfig;
import tickertalk.chat.ChatVerticle;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
import tickertalk.storage.Database;
import tickertalk.storage.DatabaseConfig;
import tickertalk.storage.Leases;

/** Chat on a database, asked over the event bus as the bridge asks it. */
final class SearchedRooms implements AutoCloseable {
  private static final int ROOMS = 100;
  private static final int PEOPLE = 1_000;
  private static final int ROWS_PER_TRANSACTION = 5_000;
  private static final long PATIENCE_MINUTES = 60;

  private static final String INSERT =
      """
      insert into chat_entry (room, seq, id, author, author_name, body, at)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private final Vertx vertx = Vertx.vertx();
  private final Database database;
  private final List<String> names =
      IntStream.range(0, ROOMS).mapToObj(SearchedRooms::room).toList();
  private String deployment;

  SearchedRooms(DatabaseConfig config) throws TimeoutException {
    this.database = Database.open(config);
    deploy();
  }

  private void deploy() throws TimeoutException {
    ChatVerticle chat = new ChatVerticle(ChatConfig.of(names), database, Leases.alone().of("chat"));
    deployment = vertx.deployVerticle(chat).await(1, TimeUnit.MINUTES);
  }

  /** A room's name; the higher the number, the less is said there. */
  static String room(int number) {
    return "room-" + number;
  }

  /**
   * Writes messages into the log past chat, as posting a million is another story; chat finds them
   * when it starts. The rooms are as unlike in size as words in frequency.
   */
  void fill(MarketTalk talk, int messages) throws TimeoutException {
    vertx.undeploy(deployment).await(1, TimeUnit.MINUTES);
    for (int i = 0; i < PEOPLE; i++) {
      String person = "u-" + i;
      database.transactLazily(
          sql -> sql.update("insert into chat_person (id, name) values (?, ?)", person, person));
    }
    long[] seqs = new long[ROOMS];
    long from = System.currentTimeMillis() - messages;
    for (int done = 0; done < messages; done += ROWS_PER_TRANSACTION) {
      List<Object[]> rows = new ArrayList<>();
      for (int i = done; i < Math.min(messages, done + ROWS_PER_TRANSACTION); i++) {
        int room = (int) Math.pow(ROOMS, i * 0.6180339887498949 % 1) - 1;
        String author = "u-" + i % PEOPLE;
        String id = new UUID(i, i).toString();
        long seq = ++seqs[room];
        rows.add(new Object[] {names.get(room), seq, id, author, author, talk.message(), from + i});
      }
      database.transactLazily(
          sql -> {
            sql.batch(INSERT, rows);
            return rows;
          });
    }
    database.transact(
        sql -> {
          for (int i = 0; i < ROOMS; i++) {
            sql.update("update chat_room set last = ? where name = ?", seqs[i], names.get(i));
          }
          return names;
        });
    deploy();
  }

  private Future<JsonObject> post(String room, int author, String text) {
    return ask(
        Command.CHAT_POST,
        author,
        new JsonObject()
            .put("room", room)
            .put("id", UUID.randomUUID().toString())
            .put("text", text));
  }

  /** Waits until the index has what was said last. */
  void awaitIndex() throws InterruptedException, TimeoutException {
    String last = "last" + UUID.randomUUID().toString().substring(0, 8);
    post(room(0), 0, last).await(1, TimeUnit.MINUTES);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    while (search(new JsonObject().put("query", last)).getJsonArray("hits").isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new LoadException("the index does not catch up");
      }
      Thread.sleep(50);
    }
  }

  JsonObject search(JsonObject query) throws TimeoutException {
    return ask(Command.CHAT_SEARCH, 0, query).await(1, TimeUnit.MINUTES);
  }

  private Future<JsonObject> ask(Command command, int author, JsonObject body) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    new Caller(new Person("u-" + author, "person " + author), Role.MEMBER).stamp(headers);
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(60_000).setHeaders(headers);
    return vertx
        .eventBus()
        .<JsonObject>request(command.address(), body, options)
        .map(Message::body);
  }

  /** Bytes of the database, the indexes among them. */
  long size() {
    String sql =
        database.embedded()
            ? "select page_count * page_size from pragma_page_count(), pragma_page_size()"
            : "select pg_database_size(current_database())";
    return database.read(it -> it.first(sql, row -> row.getLong(1)).orElseThrow());
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(1, TimeUnit.MINUTES);
    database.close();
  }
}
