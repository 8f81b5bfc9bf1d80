package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.SearchQuery;
import tickertalk.storage.Database;

/** Searches the rooms that a caller may read, as it stands now whom they are open to. */
final class RoomSearch {
  private final Vertx vertx;
  private final RoomLog log;
  private final MessageSearch messages;

  RoomSearch(Vertx vertx, Database database, RoomLog log) {
    this.vertx = vertx;
    this.log = log;
    this.messages = new MessageSearch(database, SearchIndex.of(database), System::nanoTime);
  }

  Future<JsonObject> search(Optional<Caller> caller, SearchQuery query) {
    return vertx
        .executeBlocking(() -> messages.search(query, scope(caller, query.room())), false)
        .map(SearchPage::toJson);
  }

  private SearchScope scope(Optional<Caller> caller, Optional<String> name) {
    if (name.isEmpty()) {
      return SearchScope.of(log.rooms(Optional.empty()), caller);
    }
    caller.ifPresent(who -> who.requireFor(name.get())); // whether there is such a room or not
    Room room = log.room(name.get());
    room.access().require(caller, room.name());
    return SearchScope.of(room);
  }
}
