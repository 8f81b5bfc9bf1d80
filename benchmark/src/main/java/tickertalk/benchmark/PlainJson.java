package tickertalk.benchmark;

import java.util.List;

/**
 * JSON over a plain WebSocket: {@code {"type":"join","room"}}, which is answered with {@code
 * {"type":"joined"}}, and envelopes, which are told to all in {@code body.room} as they are.
 */
final class PlainJson implements Dialect {
  @Override
  public String subscriberPath(String room, int socket) {
    return "/";
  }

  @Override
  public List<Step> join(String room) {
    return List.of(Step.ask("{\"type\":\"join\",\"room\":\"" + room + "\"}", "joined"));
  }

  @Override
  public String publisherPath(String room, int socket) {
    return "/";
  }

  @Override
  public String post(Message message) {
    return message.envelope();
  }
}
