package tickertalk.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import tickertalk.contract.ChatDelete;
import tickertalk.contract.ChatEdit;
import tickertalk.contract.ChatPost;
import tickertalk.contract.ChatReact;
import tickertalk.contract.ChatWrite;
import tickertalk.contract.Entry.Kind;
import tickertalk.contract.Person;

/** What the logs must be, written as plainly as it can be: one by one, by looking through them. */
final class LogModel {
  /** The last of them does not exist. */
  static final int ROOMS = 3;

  private static final int MODERATOR = 2;
  private static final List<String> EMOJI = List.of("👍", "😀");

  private final Map<Integer, List<Noted>> logs = new HashMap<>();

  /**
   * A wish. Few people, ids and texts, so that many are the same.
   *
   * @param seq the message that is changed or answered; 0 for none
   * @param word which text, or which emoji
   */
  record Write(Kind kind, int room, int author, int id, long seq, int word, boolean on) {
    Draft draft(String prefix) {
      return new Draft(
          request(prefix + room), new Person("author-" + author, "author"), author == MODERATOR);
    }

    private ChatWrite request(String roomName) {
      String uuid = "id-" + id;
      return switch (kind) {
        case MESSAGE ->
            new ChatPost(
                roomName,
                uuid,
                "text " + word,
                seq == 0 ? OptionalLong.empty() : OptionalLong.of(seq));
        case EDIT -> new ChatEdit(roomName, uuid, seq, "text " + word);
        case DELETE -> new ChatDelete(roomName, uuid, seq);
        case REACTION -> new ChatReact(roomName, uuid, seq, EMOJI.get(word), on);
      };
    }
  }

  private record Noted(long seq, Write write) {}

  static Arbitrary<Write> writes() {
    Arbitrary<Integer> room =
        Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(3, 1), Tuple.of(1, ROOMS - 1));
    Arbitrary<Integer> author = Arbitraries.integers().between(0, MODERATOR);
    Arbitrary<Integer> id = Arbitraries.integers().between(0, 60);
    Arbitrary<Integer> word = Arbitraries.integers().between(0, EMOJI.size() - 1);
    Arbitrary<Boolean> on = Arbitraries.of(true, false);
    Arbitrary<Write> posts =
        Combinators.combine(
                room,
                author,
                id,
                Arbitraries.frequencyOf(
                    Tuple.of(3, Arbitraries.just(0L)),
                    Tuple.of(1, Arbitraries.longs().between(1, 12))),
                word)
            .as((r, a, i, seq, w) -> new Write(Kind.MESSAGE, r, a, i, seq, w, false));
    Arbitrary<Write> changes =
        Combinators.combine(
                Arbitraries.frequency(
                    Tuple.of(3, Kind.EDIT), Tuple.of(1, Kind.DELETE), Tuple.of(4, Kind.REACTION)),
                room,
                author,
                id,
                Arbitraries.longs().between(1, 12),
                word,
                on)
            .as(Write::new);
    return Arbitraries.frequencyOf(Tuple.of(2, posts), Tuple.of(3, changes));
  }

  /** The seq that answers it, or the code of its refusal as a number below zero. */
  long append(Write write) {
    Optional<Noted> repeated =
        newest(write.room, it -> it.author == write.author && it.id == write.id);
    if (repeated.isPresent()) {
      return repeated.get().seq;
    }
    if (write.room == ROOMS - 1) {
      return -404;
    }
    if (write.kind == Kind.MESSAGE) {
      return write.seq == 0 || message(write).isPresent() ? note(write) : -404;
    }
    return message(write).map(message -> change(message, write)).orElse(-404L);
  }

  private long change(Noted message, Write write) {
    boolean own = message.write.author == write.author;
    if (write.kind == Kind.EDIT && !own) {
      return -403;
    }
    if (write.kind == Kind.DELETE && !own && write.author != MODERATOR) {
      return -403;
    }
    Optional<Noted> deletion = newestChange(write, Kind.DELETE, it -> true);
    if (deletion.isPresent()) {
      return write.kind == Kind.DELETE ? deletion.get().seq : -409;
    }
    Noted standing =
        switch (write.kind) {
          case EDIT -> newestChange(write, Kind.EDIT, it -> true).orElse(message);
          case REACTION ->
              newestChange(
                      write,
                      Kind.REACTION,
                      it -> it.author == write.author && it.word == write.word)
                  .orElse(message);
          default -> message;
        };
    boolean isSo =
        switch (write.kind) {
          case EDIT -> standing.write.word == write.word;
          case REACTION -> (standing.write.kind == Kind.REACTION && standing.write.on) == write.on;
          default -> false;
        };
    return isSo ? standing.seq : note(write);
  }

  private long note(Write write) {
    List<Noted> log = logs.computeIfAbsent(write.room, room -> new ArrayList<>());
    log.add(new Noted(log.size() + 1, write));
    return log.size();
  }

  private Optional<Noted> message(Write write) {
    return logs.getOrDefault(write.room, List.of()).stream()
        .filter(noted -> noted.seq == write.seq && noted.write.kind == Kind.MESSAGE)
        .findFirst();
  }

  private Optional<Noted> newestChange(Write write, Kind kind, Predicate<Write> which) {
    return newest(write.room, it -> it.kind == kind && it.seq == write.seq && which.test(it));
  }

  private Optional<Noted> newest(int room, Predicate<Write> which) {
    return logs.getOrDefault(room, List.of()).stream()
        .filter(noted -> which.test(noted.write))
        .reduce((older, newer) -> newer);
  }
}
