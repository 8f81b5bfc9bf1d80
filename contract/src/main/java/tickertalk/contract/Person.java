package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * A person as others see them.
 *
 * @param id stable, made by the server, 1 to 64 characters
 * @param name what they are called, 1 to 40 user-visible characters
 */
public record Person(String id, String name) {
  public Person {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
  }

  public JsonObject toJson() {
    return new JsonObject().put("id", id).put("name", name);
  }

  public static Person fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new Person(fields.text("id", 64), fields.text("name", 40));
  }
}
