package tickertalk.benchmark;

import java.util.List;

/** STOMP 1.2 without heartbeats: a topic for each room, and one place to post to. */
final class Stomp implements Dialect {
  private static final Step CONNECT =
      Step.ask("CONNECT\naccept-version:1.2\nhost:127.0.0.1\nheart-beat:0,0\n\n\0", "CONNECTED\n");

  @Override
  public String subscriberPath(String room, int socket) {
    return "/stomp";
  }

  @Override
  public List<Step> join(String room) {
    return List.of(CONNECT, Step.say("SUBSCRIBE\nid:0\ndestination:/topic/" + room + "\n\n\0"));
  }

  @Override
  public String publisherPath(String room, int socket) {
    return "/stomp";
  }

  @Override
  public List<Step> signIn() {
    return List.of(CONNECT);
  }

  @Override
  public String post(Message message) {
    return "SEND\ndestination:/app/post\ncontent-type:application/json\n\n"
        + message.envelope()
        + "\0";
  }

  @Override
  public boolean isRefusal(String frame) {
    return frame.startsWith("ERROR");
  }
}
