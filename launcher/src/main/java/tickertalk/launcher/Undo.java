package tickertalk.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a start has done so far, each with what undoes it: the last thing done is undone first. */
final class Undo implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Undo.class);

  private final Deque<Step> steps = new ArrayDeque<>();

  private record Step(String name, AutoCloseable undoing) {}

  /** Notes what was done. */
  void add(String name, AutoCloseable undoing) {
    steps.push(new Step(name, undoing));
  }

  /** Undoes everything, also when some of it fails. */
  @Override
  public void close() {
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      try {
        step.undoing.close();
      } catch (Exception e) {
        log.warn("{} did not stop cleanly", step.name, e);
      }
    }
  }
}
