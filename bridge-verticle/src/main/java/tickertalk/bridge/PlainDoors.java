package tickertalk.bridge;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** The doors that need no library and no protocol of ours: echo, rooms by lines, the counter. */
final class PlainDoors {
  private final EchoDoor echo = new EchoDoor();
  private final PlainRoomDoor rooms;
  private final CounterDoor counter;

  PlainDoors(Vertx vertx, Loop loop) {
    this.rooms = new PlainRoomDoor(vertx, loop);
    this.counter = new CounterDoor(vertx, loop.limits());
  }

  void mount(Router router) {
    echo.mount(router);
    rooms.mount(router);
    counter.mount(router);
    counter.count();
  }

  /** Sends everybody away. */
  void close() {
    echo.close();
    rooms.close();
    counter.close();
  }
}
