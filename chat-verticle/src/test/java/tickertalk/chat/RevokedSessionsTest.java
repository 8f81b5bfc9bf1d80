package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.chat.FakeBridge.await;
import static tickertalk.chat.FakeBridge.next;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.contract.Internal;
import tickertalk.contract.Revocation;
import tickertalk.contract.Role;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;
import tickertalk.storage.Leases;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class RevokedSessionsTest {
  private static final Revocation TOKEN = Revocation.ofSession("s-1", Long.MAX_VALUE);
  private static final Revocation USER = Revocation.ofUser("u-1", 50, Role.ADMIN, Long.MAX_VALUE);

  private final Database database = Databases.sqlite();
  private Vertx vertx;
  private FakeBridge bridge;

  @BeforeEach
  void setUp(Vertx injected) {
    vertx = injected;
    bridge = new FakeBridge(vertx);
  }

  @AfterEach
  void close() throws TimeoutException {
    await(vertx.close());
    database.close();
  }

  @Test
  void everyBridgeHearsOfARevocationThatIsKept() throws Exception {
    deploy();
    BlockingQueue<JsonObject> one = bridge.events(Internal.SESSION_REVOKED);
    BlockingQueue<JsonObject> other = bridge.events(Internal.SESSION_REVOKED);
    assertThat(bridge.ask(Internal.SESSION_REVOKE, TOKEN.toJson())).isEmpty();
    assertThat(next(one)).isEqualTo(TOKEN.toJson());
    assertThat(next(other)).isEqualTo(TOKEN.toJson());
    assertThat(new RevocationLog(database, Clock.systemUTC()).revocations()).containsExactly(TOKEN);
  }

  @Test
  void aBridgeThatStartsLearnsOfAllThatAreNotOver() throws Exception {
    String deployment = deploy();
    bridge.ask(Internal.SESSION_REVOKE, TOKEN.toJson());
    bridge.ask(Internal.SESSION_REVOKE, USER.toJson());
    bridge.ask(Internal.SESSION_REVOKE, Revocation.ofSession("over", 1).toJson());
    JsonObject all =
        new JsonObject().put("revocations", new JsonArray(List.of(TOKEN.toJson(), USER.toJson())));
    assertThat(revocations()).isEqualTo(all);
    await(vertx.undeploy(deployment));
    deploy();
    assertThat(revocations()).as("by the next chat").isEqualTo(all);
  }

  @Test
  void whatWasKeptAndNotToldIsToldByTheNextWhoLeads() throws Exception {
    database.migrate("chat");
    new RevocationLog(database, Clock.systemUTC()).revoke(USER);
    BlockingQueue<JsonObject> told = bridge.events(Internal.SESSION_REVOKED);
    deploy();
    assertThat(next(told)).isEqualTo(USER.toJson());
  }

  @Test
  void aRevocationOfNothingIsRefusedAndToldToNobody() throws Exception {
    deploy();
    BlockingQueue<JsonObject> told = bridge.events(Internal.SESSION_REVOKED);
    bridge.assertRefused(
        400,
        "session: must be given or user, and not both",
        Internal.SESSION_REVOKE,
        new JsonObject().put("until", 7));
    bridge.ask(Internal.SESSION_REVOKE, TOKEN.toJson());
    assertThat(next(told)).isEqualTo(TOKEN.toJson());
  }

  private JsonObject revocations() throws TimeoutException {
    return bridge.ask(Internal.SESSION_REVOCATIONS, new JsonObject());
  }

  private String deploy() throws TimeoutException {
    ChatConfig config = ChatConfig.of(List.of("lobby"));
    return await(
        vertx.deployVerticle(new ChatVerticle(config, database, Leases.alone().of("chat"))));
  }
}
