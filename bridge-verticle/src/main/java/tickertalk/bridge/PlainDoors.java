package tickertalk.bridge;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** The doors that need no library and no protocol of ours: echo, rooms by lines, the counter. */
final class PlainDoors {
  private final EchoDoor echo;
  private final PlainRoomDoor rooms;
  private final CounterDoor counter;

  PlainDoors(Vertx vertx, Loop loop, OpenSockets sockets, WebSocketUpgrade upgrade) {
    this.echo = new EchoDoor(loop, sockets, upgrade);
    this.rooms = new PlainRoomDoor(vertx, loop, sockets, upgrade);
    this.counter = new CounterDoor(vertx, loop);
  }

  void mount(Router router) {
    echo.mount(router);
    rooms.mount(router);
    counter.mount(router);
    counter.count();
  }

  /** Ends every stream. */
  void close() {
    rooms.close();
    counter.close();
  }
}
