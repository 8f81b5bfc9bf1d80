package tickertalk.notifier;

import io.vertx.core.json.JsonObject;
import tickertalk.contract.Caller;
import tickertalk.contract.Fields;

/** Answers people about their own inbox, and thereby gets to know them. Blocks. */
final class Desk {
  private final People people;
  private final Inbox inbox;

  Desk(People people, Inbox inbox) {
    this.people = people;
    this.inbox = inbox;
  }

  JsonObject list(Caller reader, JsonObject body) {
    Fields fields = new Fields(body);
    var before = fields.optionalNumber("before", 1, Long.MAX_VALUE);
    long limit = fields.optionalNumber("limit", 1, Inbox.MAX_LIMIT).orElse(Inbox.DEFAULT_LIMIT);
    people.remember(reader);
    return inbox.list(reader.person().id(), before, (int) limit).toJson();
  }

  JsonObject read(Caller reader, JsonObject body) {
    long upTo = new Fields(body).number("upTo", 0, Long.MAX_VALUE);
    people.remember(reader);
    return new JsonObject().put("unread", inbox.read(reader.person().id(), upTo));
  }
}
