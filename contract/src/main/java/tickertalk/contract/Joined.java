package tickertalk.contract;

import io.vertx.core.json.JsonObject;

/** A person came into a room in which they were on no other device. */
public record Joined(String room, Person person) {
  public JsonObject toJson() {
    return new JsonObject().put("room", room).put("person", person.toJson());
  }

  public static Joined fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new Joined(fields.room(), Person.fromJson(fields.object("person")));
  }
}
