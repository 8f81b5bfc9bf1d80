package tickertalk.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everybody whom one bridge has in one room, as a whole and not as a difference: a report that is
 * lost is made good by the next, and a bridge that falls silent is forgotten.
 *
 * @param bridge names the bridge for as long as it lives
 * @param arrived the ids of those who were not in this bridge's last report of the room
 */
public record PresenceReport(String bridge, String room, List<Person> people, Set<String> arrived) {
  public PresenceReport {
    Objects.requireNonNull(bridge);
    Objects.requireNonNull(room);
    people = List.copyOf(people);
    arrived = Set.copyOf(arrived);
  }

  public JsonObject toJson() {
    JsonArray everybody = new JsonArray();
    people.forEach(person -> everybody.add(person.toJson()));
    return new JsonObject()
        .put("bridge", bridge)
        .put("room", room)
        .put("people", everybody)
        .put("arrived", new JsonArray(List.copyOf(arrived)));
  }

  public static PresenceReport fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new PresenceReport(
        fields.text("bridge", 64),
        fields.room(),
        fields.array("people").stream()
            .map(person -> Person.fromJson((JsonObject) person))
            .toList(),
        fields.array("arrived").stream().map(String.class::cast).collect(Collectors.toSet()));
  }
}
