package tickertalk.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product as its users start it: a JVM of its own. Its log lies in {@code target/logs}. */
final class Tickertalk implements AutoCloseable {
  private static final Path JAR =
      Path.of(System.getProperty("tickertalk.jar")).toAbsolutePath().normalize();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Pattern READY =
      Pattern.compile("(?:open|health at) http://127.0.0.1:(\\d+)");

  /** Of each generation of the serial collector, which {@link #run} asks for. */
  private static final Pattern HEAP_USED = Pattern.compile("generation +total \\d+K, used (\\d+)K");

  /** Several JVMs may be starting at the same time, on two processors. */
  private static final Duration START = Duration.ofSeconds(60);

  private static final Duration STOP = Duration.ofSeconds(20);

  private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroyForcibly)));
  }

  private final Process process;
  private final Path log;

  private Tickertalk(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts everything in one JVM, with the recorded market, on a free port; it is ready. */
  static Tickertalk start(Path data, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    addIfUnsaid(all, "--port", "0");
    addIfUnsaid(all, "--price-source", "replay");
    return launch(data, all).ready();
  }

  private static void addIfUnsaid(List<String> options, String name, String value) {
    if (!options.contains(name)) {
      options.addAll(List.of(name, value));
    }
  }

  /** Begins to start; {@link #ready} waits for it. */
  static Tickertalk launch(Path data, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("start", "--data", data.toString()));
    arguments.addAll(options);
    return run(arguments.toArray(String[]::new));
  }

  /** Runs any command line. */
  static Tickertalk run(String... arguments) {
    try {
      Path log = Files.createTempFile(folder("logs"), "", ".log");
      List<String> command =
          new ArrayList<>(List.of(JAVA.toString(), "-Xmx256m", "-XX:+UseSerialGC"));
      command.add("-Djava.io.tmpdir=" + folder("tmp")); // whoever is killed leaves files there
      command.addAll(List.of("-jar", JAR.toString()));
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command)
              .directory(checkout().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      STARTED.add(process);
      return new Tickertalk(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a user starts it: a folder that has, among others, the page's sources. */
  private static Path checkout() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  private static Path folder(String name) throws IOException {
    return Files.createDirectories(Path.of("target", name).toAbsolutePath());
  }

  /** Waits until it says that it serves. */
  Tickertalk ready() {
    await("a start, see " + log).atMost(START).until(() -> isReady() || !process.isAlive());
    if (!isReady()) {
      throw new AssertionError("it did not start:\n" + log());
    }
    return this;
  }

  private boolean isReady() {
    return READY.matcher(log()).find();
  }

  int port() {
    Matcher ready = READY.matcher(log());
    if (!ready.find()) {
      throw new IllegalStateException("not ready");
    }
    return Integer.parseInt(ready.group(1));
  }

  URI origin() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** All that it has printed. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The heap that is in use, without garbage. */
  long heapBytes() {
    jcmd("GC.run");
    return HEAP_USED
        .matcher(jcmd("GC.heap_info"))
        .results()
        .mapToLong(used -> Long.parseLong(used.group(1)) * 1_024)
        .sum();
  }

  private String jcmd(String command) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process asking =
          new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command)
              .redirectErrorStream(true)
              .start();
      String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (asking.waitFor() != 0) {
        throw new AssertionError(answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether it holds a service's lease, by the last that it said of it. */
  boolean leads(String service) {
    String log = log();
    return log.lastIndexOf("lease " + service + ": held")
        > log.lastIndexOf("lease " + service + ": lost");
  }

  /** Kills it without a warning, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Asks it to stop, as {@code kill} and Ctrl-C do; its exit code. */
  int stop() {
    process.destroy();
    return exitCode();
  }

  /** Waits for its end. */
  int exitCode() {
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end:\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
