package tickertalk.bridge;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import tickertalk.contract.Caller;

/**
 * What a browser sends: one message of the event bus bridge protocol.
 *
 * @param address empty only for {@link Type#PING}
 * @param replyAddress where the browser waits for the answer, if it does. A {@code register} or
 *     {@code ping} may have one too; the stock protocol has none there, and stock clients send none
 */
record Envelope(Type type, String address, Optional<String> replyAddress, JsonObject body) {
  private static final int MAX_ADDRESS = 200;

  /** What the browser wants. */
  enum Type {
    PING,
    REGISTER,
    UNREGISTER,
    SEND,
    PUBLISH
  }

  static Envelope parse(String frame) throws RefusedException {
    JsonObject json = decode(frame);
    Optional<String> replyAddress =
        word(json, "replyAddress", Refusal.INVALID_ADDRESS, Optional.empty());
    Type type = type(json, replyAddress);
    return new Envelope(
        type, address(json, type, replyAddress), replyAddress, body(json, replyAddress));
  }

  private static JsonObject decode(String frame) throws RefusedException {
    try {
      return new JsonObject(frame);
    } catch (DecodeException | ClassCastException e) {
      throw new RefusedException(
          Refusal.INVALID_JSON, Optional.empty(), "the frame is not a JSON object");
    }
  }

  private static Type type(JsonObject json, Optional<String> replyAddress) throws RefusedException {
    String name =
        word(json, "type", Refusal.INVALID_TYPE, replyAddress)
            .orElseThrow(
                () ->
                    new RefusedException(Refusal.MISSING_TYPE, replyAddress, "type: is required"));
    for (Type type : Type.values()) {
      if (type.name().equalsIgnoreCase(name)) {
        return type;
      }
    }
    throw new RefusedException(Refusal.INVALID_TYPE, replyAddress, "type: there is no such type");
  }

  private static String address(JsonObject json, Type type, Optional<String> replyAddress)
      throws RefusedException {
    Optional<String> address = word(json, "address", Refusal.INVALID_ADDRESS, replyAddress);
    if (type != Type.PING && address.isEmpty()) {
      throw new RefusedException(Refusal.MISSING_ADDRESS, replyAddress, "address: is required");
    }
    if (address.isPresent() && address.get().length() > MAX_ADDRESS) {
      throw new RefusedException(
          Refusal.MAX_ADDRESS_LENGTH_REACHED,
          replyAddress,
          "address: must be at most " + MAX_ADDRESS + " characters long");
    }
    return address.orElse("");
  }

  private static JsonObject body(JsonObject json, Optional<String> replyAddress)
      throws RefusedException {
    Object body = json.getValue("body");
    if (body == null) {
      return new JsonObject();
    }
    if (body instanceof JsonObject object) {
      return object;
    }
    throw new RefusedException(Refusal.INVALID_BODY, replyAddress, "body: must be an object");
  }

  /** A field that is there must be a text: whoever wrote something else waits for an answer too. */
  private static Optional<String> word(
      JsonObject json, String field, Refusal refusal, Optional<String> replyAddress)
      throws RefusedException {
    Object value = json.getValue(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw new RefusedException(refusal, replyAddress, field + ": must be a string");
  }

  /** Where the client listens for what becomes of this envelope, if anywhere. */
  Optional<String> answerAddress() {
    return replyAddress.or(() -> type == Type.REGISTER ? Optional.of(address) : Optional.empty());
  }

  /** What is for the staff only; whoever has no session may be of it. */
  RefusedException forStaff(Optional<Caller> caller) {
    return caller.isEmpty()
        ? needsSession()
        : refused(Refusal.ACCESS_DENIED, "role: must be moderator, admin or service");
  }

  RefusedException needsSession() {
    return refused(Refusal.NOT_LOGGED_IN, address + " needs a session");
  }

  RefusedException refused(Refusal refusal, String message) {
    return new RefusedException(refusal, answerAddress(), message);
  }
}
