package tickertalk.chat;

import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatEdit;
import tickertalk.contract.ChatPost;
import tickertalk.contract.ChatWrite;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Role;
import tickertalk.contract.RoomSettings;
import tickertalk.contract.WordAction;

/**
 * What a room takes from whom, at which pace and in which words. Who moderates is not slowed down
 * and may use every word. All of it is in memory, as it is asked for each post. For one event loop.
 */
final class PostPolicy {
  private final HouseRules rules;
  private final FloodGuard floods;
  private final SlowMode slowMode = new SlowMode();

  /** What is to become of a request: it is written as it stands here, or waits for a moderator. */
  record Ruling(ChatWrite request, Optional<ChatPost> held) {
    private static Ruling write(ChatWrite request) {
      return new Ruling(request, Optional.empty());
    }

    boolean isHeld() {
      return held.isPresent();
    }
  }

  PostPolicy(HouseRules rules, FloodGuard floods) {
    this.rules = rules;
    this.floods = floods;
  }

  /**
   * Rules on a message, or on a change to one.
   *
   * @throws CommandException 403, 409 or 429 when it is not taken at all
   */
  Ruling judge(Caller author, ChatWrite request, long nowMs) {
    rules.requireMayWrite(author, request.room(), nowMs);
    if (author.role().atLeast(Role.MODERATOR)) {
      return Ruling.write(request);
    }
    if (request instanceof ChatPost post) {
      requirePace(author, post, nowMs);
    }
    return rules
        .filter(request.room())
        .map(it -> filtered(request, it))
        .orElse(Ruling.write(request));
  }

  private void requirePace(Caller author, ChatPost post, long nowMs) {
    String person = author.person().id();
    require(floods.take(person, post.id(), post.text(), nowMs), "text: said again and again");
    int seconds = rules.settings(post.room()).map(RoomSettings::slowModeSeconds).orElse(0);
    if (seconds > 0) {
      require(
          slowMode.take(post.room(), person, post.id(), seconds, nowMs),
          "room: slow mode, one message in " + seconds + " s");
    }
  }

  private static void require(long waitMs, String reason) {
    if (waitMs > 0) {
      throw CommandException.tooFast(reason, waitMs);
    }
  }

  private Ruling filtered(ChatWrite request, WordFilter filter) {
    boolean mask = rules.settings(request.room()).orElseThrow().wordAction() == WordAction.MASK;
    if (request instanceof ChatPost post) {
      return mask
          ? Ruling.write(
              new ChatPost(post.room(), post.id(), filter.mask(post.text()), post.replyTo()))
          : new Ruling(post, Optional.of(post).filter(it -> filter.finds(it.text())));
    }
    return request instanceof ChatEdit edit
        ? Ruling.write(edited(edit, filter, mask))
        : Ruling.write(request);
  }

  /** What stands in the room already does not wait: it stays as it is. */
  private static ChatEdit edited(ChatEdit edit, WordFilter filter, boolean mask) {
    if (!mask && filter.finds(edit.text())) {
      throw new CommandException(
          ErrorCode.CONFLICT, "text: has words that wait for a moderator, which an edit cannot");
    }
    return new ChatEdit(edit.room(), edit.id(), edit.seq(), filter.mask(edit.text()));
  }

  void expire(long nowMs) {
    floods.expire(nowMs);
  }
}
