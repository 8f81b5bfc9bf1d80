package tickertalk.sentiment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.Internal;
import tickertalk.contract.WordChange;

/**
 * The rooms' words as this JVM knows them: read anew when another says that some were changed, and
 * now and then, as the bus may lose that. Lives on one event loop, which reads one after the other;
 * may be asked by any thread.
 */
final class Vocabularies {
  private static final Logger log = LoggerFactory.getLogger(Vocabularies.class);
  private static final Known UNKNOWN = new Known(0, Vocabulary.NONE);

  private final Vertx vertx;
  private final Pace pace;
  private final VocabularyStore store;

  private volatile Map<String, Known> known = Map.of();
  private MessageConsumer<JsonObject> taught;
  private long timer;

  /** A room's words, and how often they were changed before. */
  private record Known(long version, Vocabulary vocabulary) {}

  Vocabularies(Vertx vertx, Pace pace, VocabularyStore store) {
    this.vertx = vertx;
    this.pace = pace;
    this.store = store;
  }

  /** The words of this room. */
  Vocabulary of(String room) {
    return known.getOrDefault(room, UNKNOWN).vocabulary;
  }

  /** Done when all words are read, and what is changed from now on is heard of. */
  Future<Void> start() {
    taught = vertx.eventBus().consumer(Internal.SENTIMENT_TAUGHT, told -> refreshOrSay());
    timer = vertx.setPeriodic(pace.rollCallMs(), id -> refreshOrSay());
    return taught.completion().compose(listening -> refresh());
  }

  Future<Void> stop() {
    vertx.cancelTimer(timer);
    return taught.unregister();
  }

  /** The words of this room as they are on disk. */
  Future<Vocabulary> kept(String room) {
    return vertx.executeBlocking(() -> store.words(room), false);
  }

  /**
   * Sets or forgets what a word says, on disk first and then here.
   *
   * @return the room's words as they are then
   */
  Future<Vocabulary> change(WordChange change) {
    return vertx.executeBlocking(() -> store.change(change)).compose(words -> refresh().map(words));
  }

  private void refreshOrSay() {
    refresh().onFailure(cause -> log.warn("cannot read the rooms' words, trying again", cause));
  }

  /** Done when what is on disk now is what every message is scored by. */
  Future<Void> refresh() {
    return vertx.executeBlocking(
        () -> {
          known = read(known);
          return null;
        });
  }

  private Map<String, Known> read(Map<String, Known> before) {
    Map<String, Known> now = new HashMap<>();
    store
        .versions()
        .forEach(
            (room, version) -> {
              Known old = before.getOrDefault(room, UNKNOWN);
              now.put(room, old.version == version ? old : new Known(version, store.words(room)));
            });
    return Map.copyOf(now);
  }
}
