package tickertalk.chat;

import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import tickertalk.contract.Entry;
import tickertalk.contract.Internal;
import tickertalk.contract.Joined;
import tickertalk.contract.Person;
import tickertalk.contract.Topic;

/** Tells browsers and the other services what happens in the rooms. */
final class RoomEvents {
  /** A crowd is told as a count; so many of its names go with it. */
  private static final int NAMES_TOLD = 50;

  private final EventBus bus;

  RoomEvents(EventBus bus) {
    this.bus = bus;
  }

  void said(Entry entry) {
    JsonObject json = entry.toJson();
    bus.publish(Topic.CHAT_ROOM.address(entry.room()), json);
    bus.publish(Internal.CHAT_ENTRIES, json);
  }

  void typing(String room, List<Person> people) {
    bus.publish(
        Topic.TYPING_ROOM.address(room),
        new JsonObject().put("room", room).put("users", names(people)));
  }

  void present(String room, List<Person> people) {
    bus.publish(
        Topic.PRESENCE_ROOM.address(room),
        new JsonObject().put("room", room).put("count", people.size()).put("users", names(people)));
  }

  void joined(String room, Person person) {
    bus.publish(Internal.PRESENCE_JOINED, new Joined(room, person).toJson());
  }

  private static JsonArray names(List<Person> people) {
    JsonArray names = new JsonArray();
    people.stream().limit(NAMES_TOLD).forEach(person -> names.add(person.toJson()));
    return names;
  }
}
