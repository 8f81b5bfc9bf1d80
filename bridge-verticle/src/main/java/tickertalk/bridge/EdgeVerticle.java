package tickertalk.bridge;

import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One event loop of the edge: its share of the connections, and all their doors. */
final class EdgeVerticle extends VerticleBase {
  /** How long browsers may take to leave, a little longer than one that does not answer has. */
  private static final long DRAIN_SECONDS = 6;

  private final House house;
  private final Listener listener;
  private final Consumer<Router> operatorDoors;
  private final Deflation deflation = new Deflation();
  private PresenceReporter presence;
  private OpenSockets sockets;
  private PlainDoors plainDoors;

  EdgeVerticle(House house, Listener listener, Consumer<Router> operatorDoors) {
    this.house = house;
    this.listener = listener;
    this.operatorDoors = operatorDoors;
  }

  @Override
  public Future<?> start() {
    presence = new PresenceReporter(vertx);
    Loop loop = loop();
    sockets = new OpenSockets(vertx, loop.limits().heartbeat().every());
    Router router = Listener.router(vertx);
    mountDoors(router, loop);
    sockets.keepAlive();
    presence.start();
    return Future.all(loop.identity().revocations().start(), loop.rules().start())
        .compose(known -> listener.listen(router));
  }

  @Override
  public Future<?> stop() {
    plainDoors.close();
    return Future.any(sockets.drain(), vertx.timer(DRAIN_SECONDS, TimeUnit.SECONDS))
        .transform(gone -> listener.close())
        .onComplete(done -> deflation.close());
  }

  private Loop loop() {
    FrameEncoder encoder = new FrameEncoder(PooledByteBufAllocator.DEFAULT, deflation);
    ChatPulse pulse = new ChatPulse(vertx);
    KnownRooms rooms = new KnownRooms(vertx, pulse);
    RoomRules rules = new RoomRules(vertx, rooms);
    Duration timeout = house.config().limits().commandTimeout();
    return new Loop(
        new Hub(vertx, context, house.tap(), encoder, house.metrics()),
        encoder,
        deflation,
        new CommandGate(vertx.eventBus(), rooms, rules, pulse, timeout),
        presence.attendance(),
        rooms,
        rules,
        Identity.of(vertx, house.config()),
        house);
  }

  private void mountDoors(Router router, Loop loop) {
    Identity who = loop.identity();
    new OriginGate(who.origins()).mount(router);
    WebSocketUpgrade upgrade = new WebSocketUpgrade(context, loop, sockets);
    new SocketDoor(vertx, context, loop, sockets, upgrade).mount(router);
    new SessionApi(who, house).mount(router);
    DocumentDoor.mount(router);
    new RestApi(vertx.eventBus(), house, who.gate(), loop.commands()).mount(router);
    plainDoors = new PlainDoors(vertx, loop, sockets, upgrade);
    plainDoors.mount(router);
    operatorDoors.accept(router);
    PageDoor.mount(router);
  }
}
