package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.BiFunction;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.SearchQuery;
import tickertalk.storage.Database;

/** Searches the rooms that a caller may be in, as it stands now. For one event loop. */
final class RoomSearch {
  /** Each takes a worker and a connection for up to 100 ms, which posts need too. */
  static final int MOST_AT_ONCE = 4;

  private final Vertx vertx;
  private final RoomLog log;
  private final Admission admission;
  private final BiFunction<SearchQuery, SearchScope, SearchPage> messages;
  private int underWay;

  RoomSearch(Vertx vertx, Database database, RoomLog log, Admission admission) {
    this(
        vertx,
        log,
        admission,
        new MessageSearch(database, SearchIndex.of(database), System::nanoTime)::search);
  }

  /**
   * Makes one over another search.
   *
   * @param messages searches, and blocks
   */
  RoomSearch(
      Vertx vertx,
      RoomLog log,
      Admission admission,
      BiFunction<SearchQuery, SearchScope, SearchPage> messages) {
    this.vertx = vertx;
    this.log = log;
    this.admission = admission;
    this.messages = messages;
  }

  Future<JsonObject> search(Optional<Caller> caller, SearchQuery query) {
    return scope(caller, query.room())
        .compose(scope -> search(query, scope))
        .map(SearchPage::toJson);
  }

  private Future<SearchPage> search(SearchQuery query, SearchScope scope) {
    if (underWay >= MOST_AT_ONCE) {
      return Future.failedFuture(
          new CommandException(ErrorCode.UNAVAILABLE, "too many search now, try again"));
    }
    underWay++;
    return vertx
        .executeBlocking(() -> messages.apply(query, scope), false)
        .onComplete(done -> underWay--);
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
