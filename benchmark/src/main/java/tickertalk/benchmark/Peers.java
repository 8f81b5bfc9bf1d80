package tickertalk.benchmark;

import java.util.List;

/** All servers that can be measured. */
final class Peers {
  /** Debian's, which is the one that Debian's packages are installed for. */
  private static final String PYTHON = "/usr/bin/python3";

  private Peers() {}

  static List<Peer> all() {
    return List.of(
        new Tickertalk(Door.RAW, false),
        new Tickertalk(Door.SOCKJS, false),
        new Tickertalk(Door.SOCKJS, true, List.of("--max-sockets-of-user", "20000")),
        bun(),
        new StockVertx(Door.RAW),
        new StockVertx(Door.SOCKJS),
        node("node-ws", new PlainJson(), "ws"),
        node("socketio", new SocketIo(), "socket.io"),
        stomp(),
        nchan(),
        python("python-websockets", "websockets"),
        python("tornado", "tornado"),
        channels());
  }

  private static Peer bun() {
    return new ScriptPeer(
        "bun",
        new PlainJson(),
        List.of("./node_modules/.bin/bun", "--version"),
        List.of("./node_modules/.bin/bun", "./bun/server.js"));
  }

  private static Peer node(String name, Dialect dialect, String packageName) {
    return new ScriptPeer(
        name,
        dialect,
        List.of("ls", "./node_modules/" + packageName),
        List.of("node", "./" + name + "/server.js"));
  }

  private static Peer stomp() {
    return new ScriptPeer(
        "spring-stomp",
        new Stomp(),
        List.of("ls", "./spring-stomp/target/spring-stomp.jar"),
        List.of(Site.java(), "-jar", "./spring-stomp/target/spring-stomp.jar"));
  }

  private static Peer nchan() {
    return new ScriptPeer(
        "nchan",
        new Nchan(),
        List.of("ls", "/usr/lib/nginx/modules/ngx_nchan_module.so"),
        List.of("./nchan/server.sh", "WORK"));
  }

  private static Peer python(String name, String module) {
    return new ScriptPeer(
        name,
        new PlainJson(),
        List.of(PYTHON, "-c", "import " + module),
        List.of(PYTHON, "./" + name + "/server.py"));
  }

  private static Peer channels() {
    return new ScriptPeer(
        "django-channels",
        new PlainJson(),
        List.of(PYTHON, "-c", "import channels, daphne"),
        List.of(PYTHON, "./django-channels/server.py"));
  }
}
