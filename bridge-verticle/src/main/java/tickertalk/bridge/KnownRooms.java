package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Internal;

/**
 * The rooms that are known to exist. Chat is asked about a room when somebody first wants to listen
 * to it, so that nobody fills the bus with addresses of rooms that do not exist.
 */
final class KnownRooms {
  private final Vertx vertx;
  private final Set<String> known = new HashSet<>();

  KnownRooms(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Whether a room exists. When chat is away nobody can tell, and it may be listened to: there is
   * nothing to hear, but the browsers that come back need not come again.
   */
  Future<Boolean> mayExist(String room) {
    if (known.contains(room)) {
      return Future.succeededFuture(true);
    }
    return vertx
        .eventBus()
        .request(Internal.CHAT_ROOM, new JsonObject().put("room", room))
        .onSuccess(found -> known.add(room))
        .map(true)
        .otherwise(cause -> !isUnknown(cause));
  }

  private static boolean isUnknown(Throwable cause) {
    return cause instanceof ReplyException reply && reply.failureCode() == ErrorCode.UNKNOWN.code();
  }
}
