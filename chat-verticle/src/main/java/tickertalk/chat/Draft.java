package tickertalk.chat;

import tickertalk.contract.ChatWrite;
import tickertalk.contract.Entry;
import tickertalk.contract.Person;

/**
 * An entry on its way into the log.
 *
 * @param moderates whether the author may delete what others said
 */
record Draft(ChatWrite request, Person author, boolean moderates) {
  /** What makes two drafts the same entry. */
  record Key(String room, String author, String id) {
    static Key of(Entry entry) {
      return new Key(entry.room(), entry.from().id(), entry.id());
    }
  }

  /** A draft of somebody who may change their own messages only. */
  Draft(ChatWrite request, Person author) {
    this(request, author, false);
  }

  Key key() {
    return new Key(request.room(), author.id(), request.id());
  }
}
