package tickertalk.chat;

import tickertalk.contract.ChatPost;
import tickertalk.contract.Person;

/** A post on its way into the log. */
record Draft(ChatPost post, Person author) {
  /** What makes two posts the same message. */
  record Key(String room, String author, String id) {}

  Key key() {
    return new Key(post.room(), author.id(), post.id());
  }
}
