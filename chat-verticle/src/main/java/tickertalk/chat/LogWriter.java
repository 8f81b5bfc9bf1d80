package tickertalk.chat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.chat.Outcome.Appended;
import tickertalk.chat.Outcome.Refused;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.storage.Database;
import tickertalk.storage.RejectedException;
import tickertalk.storage.StorageException;
import tickertalk.storage.UniqueViolationException;

/**
 * Writes entries to the rooms' logs, many in a transaction, each once. It hopes that no post was
 * written before, and looks only when the database says that one was. Every call blocks; one at a
 * time.
 */
final class LogWriter {
  private static final Logger logger = LoggerFactory.getLogger(LogWriter.class);

  /** More than may wait: what was in doubt is soon sent again, or never. */
  static final int MOST_IN_DOUBT = 20_000;

  private final Database database;
  private final People people;
  private final Clock clock;

  /** A commit whose answer was lost may have been kept: then its room is still to be told. */
  private final Set<Draft.Key> inDoubt = new LinkedHashSet<>();

  LogWriter(Database database, People people, Clock clock) {
    this.database = database;
    this.people = people;
    this.clock = clock;
  }

  /**
   * Appends each entry to its room's log: the same author's same id gives the entry that is there,
   * and one that cannot be written does not keep the others out.
   *
   * @return what became of each, in their order; what was appended is committed
   */
  synchronized List<Outcome> append(List<Draft> drafts) {
    List<Outcome> outcomes = attempt(drafts, false);
    return inDoubt.isEmpty() ? outcomes : resolveDoubt(drafts, outcomes);
  }

  private List<Outcome> attempt(List<Draft> drafts, boolean someAreThere) {
    try {
      return commit(drafts, someAreThere);
    } catch (UniqueViolationException e) {
      return someAreThere ? divide(drafts, e) : attempt(drafts, true);
    } catch (RejectedException e) {
      people.forget(); // one of them may be there no more
      return someAreThere ? divide(drafts, e) : attempt(drafts, true);
    } catch (StorageException e) {
      return fail(drafts, e);
    }
  }

  private List<Outcome> commit(List<Draft> drafts, boolean someAreThere) {
    List<Batch> batch = new ArrayList<>(1);
    List<Outcome> outcomes =
        database.transact(
            sql -> {
              batch.add(new Batch(sql, people, clock.millis()));
              if (someAreThere) {
                batch.get(0).findRepeats(drafts);
              }
              return batch.get(0).append(drafts);
            });
    people.committed(batch.get(0).authors());
    return outcomes;
  }

  /** The database does not take one of them, and does not say which. */
  private List<Outcome> divide(List<Draft> drafts, RejectedException rejection) {
    if (drafts.size() == 1) {
      logger.error("room {}: an entry is not taken", drafts.get(0).request().room(), rejection);
      return List.of(new Refused(neverTaken()));
    }
    int half = drafts.size() / 2;
    List<Outcome> outcomes = new ArrayList<>(attempt(drafts.subList(0, half), true));
    outcomes.addAll(attempt(drafts.subList(half, drafts.size()), true));
    return outcomes;
  }

  /** Who sent it would else send it again for ever. */
  private static CommandException neverTaken() {
    return new CommandException(ErrorCode.CONFLICT, "the room's log does not take this as it is");
  }

  private List<Outcome> fail(List<Draft> drafts, StorageException failure) {
    logger.error("cannot append {} entries", drafts.size(), failure);
    people.forget();
    drafts.forEach(this::doubt);
    Outcome refused =
        new Refused(new CommandException(ErrorCode.UNAVAILABLE, "not available now, try again"));
    return drafts.stream().map(draft -> refused).toList();
  }

  /** The oldest makes room: it is the least likely to be sent again. */
  private void doubt(Draft draft) {
    inDoubt.add(draft.key());
    if (inDoubt.size() > MOST_IN_DOUBT) {
      Iterator<Draft.Key> oldest = inDoubt.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private List<Outcome> resolveDoubt(List<Draft> drafts, List<Outcome> outcomes) {
    List<Outcome> resolved = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft.Key key = drafts.get(i).key();
      Outcome outcome = outcomes.get(i);
      // A change that found itself done by another's entry was not kept, and that one was told.
      resolved.add(
          outcome instanceof Appended appended
                  && inDoubt.remove(key)
                  && key.equals(Draft.Key.of(appended.entry()))
              ? new Appended(appended.entry(), true)
              : outcome);
    }
    return resolved;
  }
}
