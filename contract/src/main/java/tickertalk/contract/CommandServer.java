package tickertalk.contract;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.Command.Access;

/**
 * Puts a service's commands on the bus and turns what they end with into the error table: a {@link
 * CommandException} becomes its code, anything else a 503 that is logged here, once. Every service
 * answers through this, so that all of them answer alike.
 *
 * <p>The commands come and go together, because a service that is on stand-by serves none of them.
 */
public final class CommandServer {
  private static final Logger log = LoggerFactory.getLogger(CommandServer.class);

  /** A command's work: the caller, if signed in, and the body give the reply's body. */
  @FunctionalInterface
  public interface Handler {
    Future<JsonObject> handle(Optional<Caller> caller, JsonObject body);
  }

  /** The work of a command that only somebody signed in may send. */
  @FunctionalInterface
  public interface PersonalHandler {
    Future<JsonObject> handle(Caller caller, JsonObject body);
  }

  private final EventBus bus;
  private final Map<String, Handler> handlers = new LinkedHashMap<>();
  private final List<MessageConsumer<JsonObject>> consumers = new ArrayList<>();

  public CommandServer(EventBus bus) {
    this.bus = bus;
  }

  /** Adds a command that anybody may send. */
  public CommandServer on(Command command, Handler handler) {
    handlers.put(command.address(), handler);
    return this;
  }

  /**
   * Adds a command that needs an identity; without one it ends with 401, and with 403 when it is
   * for the staff and the caller is none of them.
   */
  public CommandServer onSignedIn(Command command, PersonalHandler handler) {
    return on(
        command,
        (caller, body) -> {
          atLeastSignedIn(command.access()).require(caller, command.address());
          return handler.handle(caller.orElseThrow(), body);
        });
  }

  private static Access atLeastSignedIn(Access access) {
    return access == Access.ANYONE ? Access.SIGNED_IN : access;
  }

  /** Adds a request that only other services can send. */
  public CommandServer onInternal(String address, Handler handler) {
    handlers.put(address, handler);
    return this;
  }

  /** Registers every command; done when the whole cluster knows. Does nothing when started. */
  public Future<Void> start() {
    if (consumers.isEmpty()) {
      handlers.forEach(
          (address, handler) ->
              consumers.add(bus.consumer(address, message -> answer(message, handler))));
    }
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList()).mapEmpty();
  }

  /** Unregisters every command. Does nothing when stopped. */
  public Future<Void> stop() {
    List<Future<Void>> gone = consumers.stream().map(MessageConsumer::unregister).toList();
    consumers.clear();
    return Future.all(gone).mapEmpty();
  }

  private static void answer(Message<JsonObject> message, Handler handler) {
    attempt(message, handler)
        .onSuccess(message::reply)
        .onFailure(failure -> fail(message, failure));
  }

  private static Future<JsonObject> attempt(Message<JsonObject> message, Handler handler) {
    try {
      return handler.handle(Caller.of(message.headers()), message.body());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static void fail(Message<JsonObject> message, Throwable failure) {
    if (failure instanceof CommandException refusal) {
      message.fail(refusal.code().code(), refusal.getMessage());
    } else {
      String user = Caller.of(message.headers()).map(c -> c.person().id()).orElse("nobody");
      log.error("{} from {} failed", message.address(), user, failure);
      message.fail(ErrorCode.UNAVAILABLE.code(), "not available now, try again");
    }
  }
}
