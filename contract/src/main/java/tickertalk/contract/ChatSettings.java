package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is to change about how a room is run; what is empty stays as it is. The fields are those of
 * {@link RoomSettings}.
 */
public record ChatSettings(
    String room,
    Optional<RoomAccess> access,
    Optional<Boolean> archived,
    OptionalLong slowModeSeconds,
    OptionalLong retentionDays,
    Optional<List<String>> words,
    Optional<WordAction> wordAction) {
  public static ChatSettings fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new ChatSettings(
        fields.room(),
        fields.optionalText("access", 16).map(RoomAccess::of),
        fields.optionalFlag("archived"),
        fields.optionalNumber("slowModeSeconds", 0, RoomSettings.MAX_SLOW_MODE_SECONDS),
        fields.optionalNumber("retentionDays", 0, RoomSettings.MAX_RETENTION_DAYS),
        fields.optionalTexts("words", RoomSettings.MAX_WORDS, RoomSettings.MAX_WORD),
        fields.optionalText("wordAction", 16).map(WordAction::of));
  }

  /** Whether it leaves everything as it is, and only asks. */
  public boolean isQuestion() {
    return access.isEmpty()
        && archived.isEmpty()
        && slowModeSeconds.isEmpty()
        && retentionDays.isEmpty()
        && words.isEmpty()
        && wordAction.isEmpty();
  }

  /** What comes of it where it was so before. */
  public RoomSettings of(RoomSettings before) {
    return new RoomSettings(
        access.orElse(before.access()),
        archived.orElse(before.archived()),
        (int) slowModeSeconds.orElse(before.slowModeSeconds()),
        (int) retentionDays.orElse(before.retentionDays()),
        words.orElse(before.words()),
        wordAction.orElse(before.wordAction()));
  }
}
