package tickertalk.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server in the folder of peers, in whatever language.
 *
 * @param check ends with 0 where the server can be started
 * @param command starts it; the port is appended. In both, what begins with {@code ./} is in the
 *     folder of peers, and {@code WORK} is a folder to write to
 */
record ScriptPeer(String name, Dialect dialect, List<String> check, List<String> command)
    implements Peer {

  @Override
  public Optional<String> missing(Site site) {
    return Commands.failure(Commands.in(site, check));
  }

  @Override
  public Server start(Site site, List<String> rooms) {
    int port = Server.freePort();
    Path log = site.work().resolve(name + ".log");
    List<String> placed = site.placed(Commands.in(site, command, "" + port));
    return Server.start(placed, Map.of("NODE_ENV", "production"), port, log, Server::listens);
  }

  @Override
  public Dialect dialect(Server server) {
    return dialect;
  }
}
