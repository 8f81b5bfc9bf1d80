package tickertalk.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Vert.x's own bridge between SockJS and the event bus, in {@link StockVertxServer}. */
final class StockVertx implements Peer {
  private final Door door;

  StockVertx(Door door) {
    this.door = door;
  }

  @Override
  public String name() {
    return "stock-vertx" + door.suffix();
  }

  @Override
  public Optional<String> missing(Site site) {
    return Optional.empty();
  }

  @Override
  public Server start(Site site, List<String> rooms) {
    int port = Server.freePort();
    List<String> command =
        List.of(
            Site.java(),
            "-cp",
            System.getProperty("java.class.path"),
            StockVertxServer.class.getName(),
            "" + port);
    Path log = site.work().resolve(name() + ".log");
    return Server.start(site.placed(command), Map.of(), port, log, Server::listens);
  }

  @Override
  public Dialect dialect(Server server) {
    return new EventBusDialect(door);
  }

  /**
   * The stock protocol: a register is not confirmed, but one that is refused after it is answered.
   */
  private record EventBusDialect(Door door) implements Dialect {
    @Override
    public String subscriberPath(String room, int socket) {
      return door.path(socket);
    }

    @Override
    public List<Step> join(String room) {
      return door.steps(
          Step.say("{\"type\":\"register\",\"address\":\"chat.room." + room + "\"}"),
          Step.ask("{\"type\":\"register\",\"address\":\"nowhere\"}", "access_denied"));
    }

    @Override
    public String publisherPath(String room, int socket) {
      return door.path(socket);
    }

    @Override
    public List<Step> signIn() {
      return door.steps();
    }

    @Override
    public String post(Message message) {
      return door.frame(
          "{\"type\":\"publish\",\"address\":\"chat.room."
              + message.room()
              + "\",\"body\":"
              + message.entry()
              + "}");
    }

    @Override
    public Framing framing() {
      return door.framing();
    }

    @Override
    public boolean isRefusal(String frame) {
      return door.isError(frame);
    }
  }
}
