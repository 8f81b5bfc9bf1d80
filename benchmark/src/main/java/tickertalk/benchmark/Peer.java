package tickertalk.benchmark;

import java.util.List;
import java.util.Optional;

/** One kind of server that is measured: how to start it, and how clients speak with it. */
interface Peer {
  /** As it is named on the command line and in the tables. */
  String name();

  /** What is missing on this machine to start it, if anything. */
  Optional<String> missing(Site site);

  /** Starts a fresh one, in which these rooms can be joined. */
  Server start(Site site, List<String> rooms);

  /** How clients speak with the server that was started. */
  Dialect dialect(Server server);
}
