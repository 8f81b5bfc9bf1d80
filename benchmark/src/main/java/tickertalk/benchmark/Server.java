package tickertalk.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server process under measurement, which does not know that it is. */
final class Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long STOP_SECONDS = 15;
  private static final long POLL_NS = Duration.ofMillis(20).toNanos();

  private final Process process;
  private final InetSocketAddress address;
  private final Path log;
  private final List<Path> leftovers = new ArrayList<>();

  /** Whoever interrupts the benchmark does not want its servers to go on. */
  private final Thread interrupted = new Thread(this::end);

  private Server(Process process, InetSocketAddress address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(interrupted);
  }

  /** Tells whether a server that listens is ready to serve. */
  interface Readiness {
    boolean of(InetSocketAddress address) throws IOException;
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param command with the port in it, which is {@code port}
   * @param log gets what the process says
   */
  static Server start(
      List<String> command, Map<String, String> environment, int port, Path log, Readiness ready) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      Server server = new Server(builder.start(), address, log);
      server.await(ready);
      return server;
    } catch (IOException e) {
      throw new LoadException("cannot start " + command, e);
    }
  }

  /** A port of the loopback address that was free a moment ago. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ready as soon as it takes connections. */
  static boolean listens(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      return socket.isConnected();
    }
  }

  private void await(Readiness ready) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady(ready)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new LoadException("the server did not begin to serve:\n" + tail());
      }
      LockSupport.parkNanos(POLL_NS);
    }
  }

  private boolean isReady(Readiness ready) {
    try {
      return ready.of(address);
    } catch (IOException e) {
      return false; // not yet
    }
  }

  /** The last of what the process said. */
  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "nothing can be read of what it said: " + e;
    }
  }

  InetSocketAddress address() {
    return address;
  }

  ProcessTree usage() {
    return new ProcessTree(process.toHandle());
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException e) {
      return; // the JVM ends, and the hook does it
    }
    end();
  }

  private void end() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    leftovers.forEach(Server::delete);
  }

  /** Has a folder of the server's deleted when it has ended. */
  Server leaving(Path folder) {
    leftovers.add(folder);
    return this;
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
