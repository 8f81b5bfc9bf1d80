package tickertalk.bridge;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import tickertalk.contract.Internal;
import tickertalk.contract.PresenceReport;

/** Tells chat who is in which room by a socket of one event loop. For one thread. */
final class PresenceReporter {
  /** Well within the time after which chat forgets a bridge. */
  private static final long EVERYTHING_EVERY_MS = 3_000;

  /** Long enough for a burst of arrivals to share a report, too short for anybody to notice. */
  private static final long CHANGES_AFTER_MS = 20;

  private final Vertx vertx;
  private final Attendance attendance;

  PresenceReporter(Vertx vertx) {
    this.vertx = vertx;
    this.attendance = new Attendance(UUID.randomUUID().toString(), this::reportChangesSoon);
  }

  Attendance attendance() {
    return attendance;
  }

  /** Keeps telling who is here, for a chat that has just begun and one that missed a word. */
  void start() {
    vertx.setPeriodic(EVERYTHING_EVERY_MS, timer -> report(attendance.everything()));
  }

  private void reportChangesSoon() {
    vertx.setTimer(CHANGES_AFTER_MS, timer -> report(attendance.changes()));
  }

  private void report(List<PresenceReport> reports) {
    reports.forEach(report -> vertx.eventBus().publish(Internal.PRESENCE_REPORT, report.toJson()));
  }
}
