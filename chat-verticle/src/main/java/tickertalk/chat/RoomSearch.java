package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.SearchQuery;
import tickertalk.storage.Database;

/** Searches the rooms that a caller may be in, as it stands now. For one event loop. */
final class RoomSearch {
  private final Vertx vertx;
  private final RoomLog log;
  private final Admission admission;
  private final MessageSearch messages;

  RoomSearch(Vertx vertx, Database database, RoomLog log, Admission admission) {
    this.vertx = vertx;
    this.log = log;
    this.admission = admission;
    this.messages = new MessageSearch(database, SearchIndex.of(database), System::nanoTime);
  }

  Future<JsonObject> search(Optional<Caller> caller, SearchQuery query) {
    return scope(caller, query.room())
        .compose(scope -> vertx.executeBlocking(() -> messages.search(query, scope), false))
        .map(SearchPage::toJson);
  }

  private Future<SearchScope> scope(Optional<Caller> caller, Optional<String> name) {
    return name.isPresent()
        ? admission
            .admit(caller, name.get())
            .compose(room -> vertx.executeBlocking(() -> log.room(room), false))
            .map(SearchScope::of)
        : vertx
            .executeBlocking(() -> log.rooms(Optional.empty()), false)
            .map(rooms -> SearchScope.of(rooms, room -> admission.admits(caller, room)));
  }
}
