package tickertalk.benchmark;

import java.util.List;
import java.util.Optional;

/** Socket.IO: its packets within those of Engine.IO. */
final class SocketIo implements Dialect {
  private static final String PATH = "/socket.io/?EIO=4&transport=websocket";
  private static final String PING = "2";
  private static final String PONG = "3";

  @Override
  public String subscriberPath(String room, int socket) {
    return PATH;
  }

  @Override
  public List<Step> join(String room) {
    return List.of(
        Step.await("0{"),
        Step.ask("40", "40{"),
        Step.ask("420[\"join\",\"" + room + "\"]", "430["));
  }

  @Override
  public String publisherPath(String room, int socket) {
    return PATH;
  }

  @Override
  public List<Step> signIn() {
    return List.of(Step.await("0{"), Step.ask("40", "40{"));
  }

  @Override
  public String post(Message message) {
    return "42[\"post\"," + message.envelope() + "]";
  }

  @Override
  public Optional<String> answer(String frame) {
    return frame.equals(PING) ? Optional.of(PONG) : Optional.empty();
  }
}
