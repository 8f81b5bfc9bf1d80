package tickertalk.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import tickertalk.contract.Entry.Message;
import tickertalk.contract.SearchOrder;
import tickertalk.contract.SearchQuery;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

/**
 * Looks for messages by the words in them. The index names candidates; the log says what they are
 * now, so that what was changed or deleted a moment ago is not found by what it was. Every call
 * blocks.
 */
final class MessageSearch {
  /** What takes longer ends with what it has so far; the reader asks on if they like. */
  static final Duration PATIENCE = Duration.ofMillis(100);

  /** A page of a frequent word is among the first few; who gets past them wants many at a time. */
  private static final int FEW = 128;

  private static final int MANY = 1_024;

  private final Database database;
  private final SearchIndex index;
  private final LongSupplier nanoTime;

  MessageSearch(Database database, SearchIndex index, LongSupplier nanoTime) {
    this.database = database;
    this.index = index;
    this.nanoTime = nanoTime;
  }

  /** The first messages of the scope that the query asks for. */
  SearchPage search(SearchQuery query, SearchScope scope) {
    SearchCriteria criteria = SearchCriteria.of(query);
    return scope.isEmpty()
        ? new SearchPage(List.of(), OptionalLong.empty())
        : database.read(sql -> new Reading(sql, query, criteria, scope).page());
  }

  /** A message as the log has it now, unless it was deleted. */
  private static Optional<Message> standing(Sql sql, SearchedMessage candidate) {
    Optional<String> edited =
        sql.first(
            """
            select body from chat_entry
            where room = ? and target = ? and kind = 'edit' and body is not null
            order by seq desc limit 1
            """,
            row -> row.getString("body"),
            candidate.room(),
            candidate.seq());
    return sql.first(
            EntryTable.SELECT + "where e.room = ? and e.seq = ?",
            EntryTable::entry,
            candidate.room(),
            candidate.seq())
        .map(Message.class::cast)
        .filter(message -> !message.text().isEmpty())
        .map(
            message ->
                new Message(message.head(), edited.orElse(message.text()), message.replyTo()));
  }

  /** One page on its way. */
  private final class Reading {
    private final Sql sql;
    private final SearchQuery query;
    private final SearchCriteria criteria;
    private final SearchScope scope;
    private final long begunNanos = nanoTime.getAsLong();

    private final List<Message> hits = new ArrayList<>();
    private int chars;
    private boolean full;

    /** The number of the last message that there is; the first one's is 1. */
    private final long newest;

    /** All as far as this number were looked at, from whichever end. */
    private long reached;

    Reading(Sql sql, SearchQuery query, SearchCriteria criteria, SearchScope scope) {
      this.sql = sql;
      this.query = query;
      this.criteria = criteria;
      this.scope = scope;
      this.newest = newest();
      this.reached =
          rises()
              ? Math.min(query.before().orElse(0), newest)
              : Math.min(query.before().orElse(Long.MAX_VALUE), newest + 1);
    }

    private boolean rises() {
      return query.order() == SearchOrder.OLDEST;
    }

    private long newest() {
      return sql.first("select newest from chat_search", row -> row.getLong(1)).orElseThrow();
    }

    SearchPage page() {
      int[] grams = criteria.grams();
      List<int[]> oneOfEach = criteria.oneOfEach(scope);
      SearchWindow window = SearchWindow.from(query.order(), rises() ? reached + 1 : reached - 1);
      int limit = FEW;
      do {
        List<SearchedMessage> candidates = index.find(sql, grams, oneOfEach, window, limit);
        candidates.forEach(this::consider);
        boolean more = candidates.size() == limit;
        if (!full) {
          reached = more ? candidates.get(limit - 1).number() : window.last();
        }
        window = more ? window.beyond(reached) : window.next();
        limit = MANY;
      } while (!full && !atEnd() && !late());
      return new SearchPage(
          hits, full || !atEnd() ? OptionalLong.of(reached) : OptionalLong.empty());
    }

    private boolean atEnd() {
      return rises() ? reached >= newest : reached <= 1;
    }

    private boolean late() {
      return nanoTime.getAsLong() - begunNanos > PATIENCE.toNanos();
    }

    private void consider(SearchedMessage candidate) {
      if (!full && scope.covers(candidate.room()) && criteria.areMetBy(candidate)) {
        standing(sql, candidate)
            .filter(message -> criteria.areMetBy(candidate.saying(message.text())))
            .ifPresent(message -> take(candidate.number(), message));
      }
    }

    private void take(long number, Message message) {
      chars += message.text().length();
      full = hits.size() == query.limit() || (chars > RoomLog.PAGE_CHARS && !hits.isEmpty());
      if (!full) {
        hits.add(message);
        reached = number;
      }
    }
  }
}
