package tickertalk.bridge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Person;
import tickertalk.contract.Role;

/**
 * Makes people of names alone, where a door takes them: somebody whom nobody has seen before, as
 * often as their address may sign in.
 */
final class Strangers {
  private final Authenticator authenticator;
  private final CallerRates rates;

  Strangers(Authenticator authenticator, CallerRates rates) {
    this.authenticator = authenticator;
    this.rates = rates;
  }

  /**
   * A guest of this name.
   *
   * @throws CommandException 403 where the host says who people are, 429 with the pause for an
   *     address that makes too many, 400 for what is no name
   */
  Caller named(String name, HttpServerRequest request) {
    if (authenticator.asksTheHost()) {
      throw new CommandException(
          ErrorCode.NOT_ALLOWED, "name: names are not taken here; sign in with the host's token");
    }
    long waitMs = rates.take(AddressBlock.of(request));
    if (waitMs > 0) {
      throw CommandException.tooFast("name: too many are taken from your address", waitMs);
    }
    String checked = DisplayName.in(new JsonObject().put("name", name), "name");
    return new Caller(new Person(UUID.randomUUID().toString(), checked), Role.GUEST);
  }
}
