package tickertalk.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tickertalk.contract.Sanction.Kind;

/**
 * The sanctions that stand, by the person: of each kind one for a room, and one for all rooms. Chat
 * and the bridges ask here, so that all of them send away the same people. For one thread.
 */
public final class Sanctions {
  private final Map<String, Map<Key, Sanction>> byUser = new HashMap<>();

  private record Key(Kind kind, Optional<String> room) {}

  /** Puts one in the place of the last of its kind, user and room; takes that away if lifted. */
  public void put(Sanction sanction) {
    Map<Key, Sanction> ofUser = byUser.computeIfAbsent(sanction.user(), user -> new HashMap<>());
    if (sanction.until() == Sanction.LIFTED) {
      ofUser.remove(keyOf(sanction));
    } else {
      ofUser.put(keyOf(sanction), sanction);
    }
    if (ofUser.isEmpty()) {
      byUser.remove(sanction.user());
    }
  }

  private static Key keyOf(Sanction sanction) {
    return new Key(sanction.kind(), sanction.room());
  }

  /** Takes these for all there are. */
  public void replaceAll(Collection<Sanction> sanctions) {
    byUser.clear();
    sanctions.forEach(this::put);
  }

  /**
   * The one that keeps a caller from something in a room; of several the one that lasts longest.
   */
  public Optional<Sanction> on(Caller caller, String room, long nowMs, Kind... kinds) {
    Map<Key, Sanction> ofUser = byUser.get(caller.person().id());
    if (ofUser == null) {
      return Optional.empty(); // as for nearly everybody
    }
    List<Kind> asked = List.of(kinds);
    return ofUser.values().stream()
        .filter(it -> asked.contains(it.kind()) && !it.isOver(nowMs) && it.binds(caller, room))
        .max((one, other) -> Long.compare(one.until(), other.until()));
  }

  /** The one of this kind, user and room that stands. */
  public Optional<Sanction> standing(Kind kind, String user, Optional<String> room, long nowMs) {
    return Optional.ofNullable(byUser.getOrDefault(user, Map.of()).get(new Key(kind, room)))
        .filter(it -> !it.isOver(nowMs));
  }

  /** Those of a kind that are about a person in a room and stand, whichever role they come with. */
  public List<Sanction> about(String user, String room, Kind kind, long nowMs) {
    return byUser.getOrDefault(user, Map.of()).values().stream()
        .filter(it -> it.kind() == kind && !it.isOver(nowMs))
        .filter(it -> it.room().map(room::equals).orElse(true))
        .toList();
  }

  /** The rooms that a caller is kept from one by one; what is about all rooms is not counted. */
  public Set<String> rooms(Caller caller, Kind kind, long nowMs) {
    return byUser.getOrDefault(caller.person().id(), Map.of()).values().stream()
        .filter(it -> it.kind() == kind && !it.isOver(nowMs))
        .flatMap(it -> it.room().filter(room -> it.binds(caller, room)).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** All of a kind that stand. */
  public List<Sanction> all(Kind kind, long nowMs) {
    return byUser.values().stream()
        .flatMap(ofUser -> ofUser.values().stream())
        .filter(it -> it.kind() == kind && !it.isOver(nowMs))
        .toList();
  }

  /** Forgets what time has ended. */
  public void forgetWhatIsOver(long nowMs) {
    byUser.values().forEach(ofUser -> ofUser.values().removeIf(it -> it.isOver(nowMs)));
    byUser.values().removeIf(Map::isEmpty);
  }

  /** Reads an array of them. */
  public static List<Sanction> listOf(JsonArray array) {
    return array.stream().map(sanction -> Sanction.fromJson((JsonObject) sanction)).toList();
  }
}
