package tickertalk.benchmark;

import java.util.List;

/** nchan: the room is in the path, and who posts says nothing but the message. */
final class Nchan implements Dialect {
  @Override
  public String subscriberPath(String room, int socket) {
    return "/read/" + room;
  }

  @Override
  public List<Step> join(String room) {
    return List.of();
  }

  @Override
  public String publisherPath(String room, int socket) {
    return "/post/" + room;
  }

  @Override
  public boolean publisherPerRoom() {
    return true;
  }

  @Override
  public String post(Message message) {
    return message.envelope();
  }
}
