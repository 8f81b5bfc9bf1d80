package tickertalk.chat;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;

/** What a bridge does for chat: it sends commands for callers, asks of its own, and listens. */
final class FakeBridge {
  private final Vertx vertx;

  FakeBridge(Vertx vertx) {
    this.vertx = vertx;
  }

  JsonObject ask(Command command, JsonObject body, Optional<Caller> caller)
      throws TimeoutException {
    return ask(command.address(), body, caller);
  }

  JsonObject ask(String address, JsonObject body) throws TimeoutException {
    return ask(address, body, Optional.empty());
  }

  private JsonObject ask(String address, JsonObject body, Optional<Caller> caller)
      throws TimeoutException {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    caller.ifPresent(who -> who.stamp(headers));
    return await(
        vertx
            .eventBus()
            .<JsonObject>request(address, body, new DeliveryOptions().setHeaders(headers))
            .map(Message::body));
  }

  void assertRefused(
      int code, String message, Command command, JsonObject body, Optional<Caller> caller) {
    assertRefused(code, message, command.address(), body, caller);
  }

  void assertRefused(int code, String message, String address, JsonObject body) {
    assertRefused(code, message, address, body, Optional.empty());
  }

  private void assertRefused(
      int code, String message, String address, JsonObject body, Optional<Caller> caller) {
    ReplyException refusal =
        catchThrowableOfType(ReplyException.class, () -> ask(address, body, caller));
    assertThat(refusal).as(address + " is refused: " + message).isNotNull();
    assertThat(refusal).hasMessage(message);
    assertThat(refusal.failureCode()).isEqualTo(code);
  }

  BlockingQueue<JsonObject> events(String address) throws TimeoutException {
    BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
    await(
        vertx
            .eventBus()
            .<JsonObject>consumer(address, message -> events.add(message.body()))
            .completion());
    return events;
  }

  static JsonObject next(BlockingQueue<JsonObject> events) throws InterruptedException {
    return requireNonNull(events.poll(10, TimeUnit.SECONDS), "waited for an event");
  }

  static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(20, TimeUnit.SECONDS);
  }
}
