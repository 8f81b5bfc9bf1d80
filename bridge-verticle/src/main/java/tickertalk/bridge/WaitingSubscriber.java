package tickertalk.bridge;

import java.util.ArrayList;
import java.util.List;

/**
 * Listens for a browser of which it is not known yet whether it may: keeps what is published
 * meanwhile, and hands it over once it may. For one thread.
 */
final class WaitingSubscriber implements Subscriber {
  /** More than a room says while chat answers; what is over is fetched by seq. */
  private static final int MAX_KEPT = 256;

  private final Subscriber browser;
  private final List<Event> kept = new ArrayList<>();
  private boolean admitted;

  WaitingSubscriber(Subscriber browser) {
    this.browser = browser;
  }

  @Override
  public void deliver(Event event) {
    if (admitted) {
      browser.deliver(event);
    } else if (kept.size() < MAX_KEPT) {
      kept.add(event);
    }
  }

  @Override
  public void deliver(Batch batch) {
    if (admitted) {
      browser.deliver(batch);
    } else {
      batch.events().forEach(this::deliver);
    }
  }

  @Override
  public void flush() {
    browser.flush();
  }

  /** The browser may listen. */
  void admit() {
    admitted = true;
    kept.forEach(browser::deliver);
    kept.clear();
  }
}
