package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(VertxExtension.class)
@Timeout(20)
class CommandServerTest {
  private static final Caller CHEOLSU = new Caller(new Person("u-1", "김철수 🚀"), Role.MEMBER);

  private final Logger logger = (Logger) LoggerFactory.getLogger(CommandServer.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  private Vertx vertx;
  private CommandServer server;

  @BeforeEach
  void setUp(Vertx injected) {
    vertx = injected;
    server = new CommandServer(vertx.eventBus());
    logger.setAdditive(false);
    logger.addAppender(logged);
    logged.start();
  }

  @AfterEach
  void tearDown() {
    logger.detachAppender(logged);
    logger.setAdditive(true);
  }

  @Test
  void shouldReplyWithWhatTheCommandGives() throws TimeoutException {
    server.on(
        Command.CHAT_ROOMS, (caller, body) -> Future.succeededFuture(body.copy().put("more", 2)));
    start();
    assertThat(await(ask(new JsonObject().put("one", 1))))
        .isEqualTo(new JsonObject().put("one", 1).put("more", 2));
  }

  @Test
  void shouldGiveTheCommandWhoSentIt() throws TimeoutException {
    server.onSignedIn(
        Command.CHAT_ROOMS, (caller, body) -> Future.succeededFuture(caller.person().toJson()));
    start();
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    CHEOLSU.stamp(headers);
    assertThat(await(ask(new JsonObject(), new DeliveryOptions().setHeaders(headers))))
        .isEqualTo(CHEOLSU.person().toJson());
  }

  @Test
  void shouldGiveACommandForAnyoneNobodyWhenNobodyIsStamped() throws TimeoutException {
    server.on(
        Command.CHAT_ROOMS,
        (caller, body) ->
            Future.succeededFuture(new JsonObject().put("known", caller.isPresent())));
    start();
    assertThat(await(ask(new JsonObject()))).isEqualTo(new JsonObject().put("known", false));
  }

  @Test
  void shouldAskForASessionWhenACommandNeedsOne() throws TimeoutException {
    server.onSignedIn(
        Command.CHAT_ROOMS,
        (caller, body) -> {
          throw new AssertionError("ran without a caller");
        });
    start();
    assertRefused(401, "chat.rooms needs a session");
  }

  @Test
  void shouldTellARefusalThatWasThrown() throws TimeoutException {
    server.on(
        Command.CHAT_ROOMS,
        (caller, body) -> {
          throw CommandException.badInput("text", "must not be empty");
        });
    start();
    assertRefused(400, "text: must not be empty");
  }

  @Test
  void shouldTellARefusalThatTheFutureEndedWith() throws TimeoutException {
    server.on(
        Command.CHAT_ROOMS,
        (caller, body) -> Future.failedFuture(CommandException.unknown("room", "attic")));
    start();
    assertRefused(404, "room: no such room \"attic\"");
    assertThat(logged.list).as("a refusal is no accident").isEmpty();
  }

  @Test
  void shouldKeepToItselfWhatWentWrongInside() throws TimeoutException {
    server.on(
        Command.CHAT_ROOMS,
        (caller, body) ->
            Future.failedFuture(new IllegalStateException("password=secret in /etc/db")));
    start();
    assertRefused(503, "not available now, try again");
    assertLoggedOnce("chat.rooms from nobody failed", "password=secret in /etc/db");
  }

  @Test
  void shouldKeepToItselfWhatWasThrownInside() throws TimeoutException {
    server.on(
        Command.CHAT_ROOMS,
        (caller, body) -> {
          throw new IllegalStateException("password=secret in /etc/db");
        });
    start();
    assertRefused(503, "not available now, try again");
    assertLoggedOnce("chat.rooms from nobody failed", "password=secret in /etc/db");
  }

  @Test
  void shouldAnswerOtherServicesAtAnInternalAddress() throws TimeoutException {
    server.onInternal(
        Internal.NOTICE_SEND, (caller, body) -> Future.succeededFuture(new JsonObject()));
    start();
    assertThat(
            await(vertx.eventBus().<JsonObject>request(Internal.NOTICE_SEND, new JsonObject()))
                .body())
        .isEqualTo(new JsonObject());
  }

  @Test
  void shouldBeGoneWhenStoppedAndBackWhenStarted() throws TimeoutException {
    server.on(Command.CHAT_ROOMS, (caller, body) -> Future.succeededFuture(new JsonObject()));
    server.on(Command.CHAT_HISTORY, (caller, body) -> Future.succeededFuture(new JsonObject()));
    assertNobodyAnswers();
    start();
    assertThat(await(ask(new JsonObject()))).isEmpty();
    stop();
    assertNobodyAnswers();
    stop();
    start();
    assertThat(await(ask(new JsonObject()))).isEmpty();
  }

  @Test
  void shouldHaveOneConsumerHoweverOftenItIsStarted() throws TimeoutException {
    AtomicInteger runs = new AtomicInteger();
    server.on(
        Command.CHAT_ROOMS,
        (caller, body) ->
            Future.succeededFuture(new JsonObject().put("runs", runs.incrementAndGet())));
    start();
    start();
    vertx.eventBus().publish(Command.CHAT_ROOMS.address(), new JsonObject());
    assertThat(await(ask(new JsonObject()))).isEqualTo(new JsonObject().put("runs", 2));
    stop();
    assertNobodyAnswers();
  }

  private void assertLoggedOnce(String message, String cause) {
    assertThat(logged.list).hasSize(1);
    assertThat(logged.list.get(0).getFormattedMessage()).isEqualTo(message);
    assertThat(logged.list.get(0).getThrowableProxy().getMessage()).isEqualTo(cause);
  }

  private void start() throws TimeoutException {
    await(server.start());
  }

  private void stop() throws TimeoutException {
    await(server.stop());
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(10, TimeUnit.SECONDS);
  }

  private Future<JsonObject> ask(JsonObject body) {
    return ask(body, new DeliveryOptions());
  }

  private Future<JsonObject> ask(JsonObject body, DeliveryOptions options) {
    return vertx
        .eventBus()
        .<JsonObject>request(Command.CHAT_ROOMS.address(), body, options)
        .map(Message::body);
  }

  private void assertRefused(int code, String message) {
    assertFailed()
        .satisfies(
            refusal -> {
              assertThat(refusal.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
              assertThat(refusal.failureCode()).isEqualTo(code);
              assertThat(refusal).hasMessage(message);
            });
  }

  private void assertNobodyAnswers() {
    assertFailed().extracting(ReplyException::failureType).isEqualTo(ReplyFailure.NO_HANDLERS);
  }

  private AbstractObjectAssert<?, ReplyException> assertFailed() {
    return assertThat(ask(new JsonObject()).toCompletionStage().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingRootCause()
        .asInstanceOf(type(ReplyException.class));
  }
}
