package tickertalk.notifier;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import tickertalk.contract.Notice;

/**
 * A stretch of a person's inbox.
 *
 * @param unread how many notices of the whole inbox are unread
 * @param lastRead the id up to which everything is read
 * @param notices newest first
 */
record Page(long unread, long lastRead, List<Notice> notices) {
  Page {
    notices = List.copyOf(notices);
  }

  JsonObject toJson() {
    JsonArray array = new JsonArray();
    notices.forEach(notice -> array.add(notice.toJson().put("read", notice.id() <= lastRead)));
    return new JsonObject().put("unread", unread).put("notices", array);
  }
}
