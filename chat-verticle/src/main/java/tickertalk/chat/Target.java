package tickertalk.chat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tickertalk.chat.Outcome.Appended;
import tickertalk.chat.Outcome.Refused;
import tickertalk.contract.ChatChange;
import tickertalk.contract.ChatEdit;
import tickertalk.contract.ChatReact;
import tickertalk.contract.CommandException;
import tickertalk.contract.Entry;
import tickertalk.contract.Entry.Delete;
import tickertalk.contract.Entry.Edit;
import tickertalk.contract.Entry.Head;
import tickertalk.contract.Entry.Message;
import tickertalk.contract.Entry.Reaction;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Person;

/**
 * A message that is to be changed, as it stands: decides what becomes of each change, in their
 * order. A change that would change nothing is answered with the entry that made it so, and is not
 * written down.
 */
final class Target {
  /** More than people tell apart, and few enough to show. */
  static final int MOST_EMOJI = 20;

  private final Message message;
  private Entry worded;
  private Optional<Delete> deletion = Optional.empty();

  private final Map<Reactor, Reaction> reactions = new HashMap<>();
  private final Map<String, Integer> peopleByEmoji = new HashMap<>();

  /** One who reacts with an emoji. */
  private record Reactor(String person, String emoji) {}

  Target(Message message) {
    this.message = message;
    this.worded = message;
  }

  /** Takes in what was done to it before: the newest edit and the deletion, if there are any. */
  void recall(Entry change) {
    if (change instanceof Edit edit) {
      worded = edit;
    } else if (change instanceof Delete delete) {
      deletion = Optional.of(delete);
    } else if (change instanceof Reaction reaction) {
      reactions.put(new Reactor(reaction.from().id(), reaction.emoji()), reaction);
    }
  }

  /** Takes in how many people have put an emoji on it. */
  void recall(String emoji, int people) {
    peopleByEmoji.put(emoji, people);
  }

  /**
   * Changes it.
   *
   * @param head of the entry, if there is to be one
   */
  Outcome change(Draft draft, Head head) {
    ChatChange change = (ChatChange) draft.request();
    if (change instanceof ChatEdit edit) {
      return edit(edit, draft.author(), head);
    }
    return change instanceof ChatReact reaction ? react(reaction, head) : delete(draft, head);
  }

  private Outcome edit(ChatEdit edit, Person editor, Head head) {
    if (!isOf(editor)) {
      return refused(ErrorCode.NOT_ALLOWED, "seq: only its author may edit a message");
    }
    if (deletion.isPresent()) {
      return isDeleted();
    }
    if (worded.text().equals(edit.text())) {
      return standing(worded);
    }
    Edit entry = new Edit(head, edit.seq(), edit.text());
    worded = entry;
    return new Appended(entry, true);
  }

  private Outcome delete(Draft draft, Head head) {
    if (!isOf(draft.author()) && !draft.moderates()) {
      return refused(
          ErrorCode.NOT_ALLOWED, "seq: only its author or a moderator may delete a message");
    }
    if (deletion.isPresent()) {
      return standing(deletion.get());
    }
    Delete entry = new Delete(head, message.seq());
    deletion = Optional.of(entry);
    return new Appended(entry, true);
  }

  private Outcome react(ChatReact request, Head head) {
    if (deletion.isPresent()) {
      return isDeleted();
    }
    Reactor reactor = new Reactor(head.from().id(), request.emoji());
    Optional<Reaction> before = Optional.ofNullable(reactions.get(reactor));
    if (before.map(Reaction::on).orElse(false) == request.on()) {
      return standing(before.<Entry>map(reaction -> reaction).orElse(message));
    }
    if (request.on() && isOneTooMany(request.emoji())) {
      return refused(
          ErrorCode.CONFLICT,
          "emoji: there are " + MOST_EMOJI + " different ones on the message, which is the most");
    }
    Reaction entry = new Reaction(head, request.seq(), request.emoji(), request.on());
    reactions.put(reactor, entry);
    peopleByEmoji.merge(
        request.emoji(),
        request.on() ? 1 : -1,
        (there, more) -> there + more == 0 ? null : there + more);
    return new Appended(entry, true);
  }

  private boolean isOneTooMany(String emoji) {
    return peopleByEmoji.size() >= MOST_EMOJI && !peopleByEmoji.containsKey(emoji);
  }

  Person author() {
    return message.from();
  }

  private boolean isOf(Person person) {
    return message.from().id().equals(person.id());
  }

  private Refused isDeleted() {
    return refused(ErrorCode.CONFLICT, "seq: message " + message.seq() + " is deleted");
  }

  private static Appended standing(Entry entry) {
    return new Appended(entry, false);
  }

  private static Refused refused(ErrorCode code, String message) {
    return new Refused(new CommandException(code, message));
  }
}
