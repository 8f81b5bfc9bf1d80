package tickertalk.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fan-out}: measures servers beside each other, in turn, several times over. */
@Command(
    name = "fan-out",
    description = "Measures servers beside each other; prints a table of the medians.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class FanOutCommand implements Callable<Integer> {
  @Option(names = "--peers", split = ",", description = "which (default: all that can be started)")
  List<String> peers = List.of();

  @Option(
      names = "--workloads",
      split = ",",
      defaultValue = "room-1000,rooms-1000x10,frozen-reader,idle,storm",
      description = "which (default: ${DEFAULT-VALUE})")
  List<String> workloads;

  @Option(
      names = "--in-flight",
      split = ",",
      defaultValue = "1,8,64",
      description = "messages on their way at once in room-1000 (default: ${DEFAULT-VALUE})")
  List<Integer> inFlight;

  @Option(
      names = "--connections",
      defaultValue = "15000",
      description = "of the workloads idle and storm (default: 15000)")
  int connections;

  @Option(
      names = "--handshakes",
      defaultValue = "256",
      description = "how many connections begin at once (default: 256)")
  int handshakes;

  @Option(names = "--settle", defaultValue = "10", description = "seconds of rest (default: 10)")
  int settleSeconds;

  @Option(names = "--pin", description = "the server gets CPU 0, the client the others")
  boolean pinned;

  @Option(names = "--peers-folder", required = true, description = "the peers' servers")
  Path peersFolder;

  @Mixin private final Trials trials = new Trials(3, 10, 10);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Site site = trials.site(peersFolder, pinned);
    List<Workload> chosenWorkloads = chosenWorkloads();
    List<Peer> chosenPeers = chosenPeers(site);
    if (pinned) {
      pinThisProcess();
    }
    trials.begin();
    int failed = 0;
    for (Workload workload : chosenWorkloads) {
      for (int run = 1; run <= trials.runs(); run++) {
        for (Peer peer : chosenPeers) {
          failed += measure(site, workload, peer, run) ? 0 : 1;
        }
      }
    }
    trials.end();
    return failed == 0 ? 0 : 1;
  }

  /** Tells and goes on when a server does not hold: the others are still to be measured. */
  private boolean measure(Site site, Workload workload, Peer peer, int run) {
    String what = workload.name() + ", run " + run + ", " + peer.name();
    try (Server server = peer.start(site, workload.rooms())) {
      workload.run(
          server,
          peer.dialect(server),
          (messages, figures) ->
              trials.add(new Measurement(workload.name(), messages, peer.name(), run, figures)));
      return true;
    } catch (LoadException e) {
      System.out.println(what + ": FAILED: " + e.getMessage());
      return false;
    }
  }

  private List<Workload> chosenWorkloads() {
    return workloads.stream().map(this::workload).toList();
  }

  private Workload workload(String name) {
    Duration warmUp = trials.warmUp();
    Duration time = trials.time();
    Duration settle = Duration.ofSeconds(settleSeconds);
    List<String> many = Workload.roomNames(1000);
    return switch (name) {
      case "room-1000" ->
          new FanOut(name, Workload.roomNames(1), 1000, inFlight, handshakes, warmUp, time);
      case "rooms-1000x10" -> new FanOut(name, many, 10, List.of(64), handshakes, warmUp, time);
      case "frozen-reader" -> new Frozen(name, Workload.roomNames(1), 1000, warmUp, time);
      case "idle" -> new Idle(name, many, connections, handshakes, settle, time);
      case "storm" -> new Storm(name, many, connections, handshakes);
      default ->
          throw new ParameterException(spec.commandLine(), "--workloads: there is no " + name);
    };
  }

  private List<Peer> chosenPeers(Site site) {
    List<Peer> chosen = new ArrayList<>();
    for (Peer peer : namedPeers()) {
      Optional<String> missing = peer.missing(site);
      missing.ifPresent(why -> System.out.println(peer.name() + " is left out: " + why));
      if (missing.isEmpty()) {
        chosen.add(peer);
      }
    }
    if (chosen.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--peers: none of them can be started");
    }
    return Collections.unmodifiableList(chosen);
  }

  private List<Peer> namedPeers() {
    if (peers.isEmpty()) {
      return Peers.all();
    }
    return peers.stream()
        .map(
            name ->
                Peers.all().stream()
                    .filter(peer -> peer.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new ParameterException(
                                spec.commandLine(), "--peers: there is no " + name)))
        .toList();
  }

  /** All threads, as the JVM has begun many before it could know. */
  private void pinThisProcess() {
    int last = Runtime.getRuntime().availableProcessors() - 1;
    String pid = "" + ProcessHandle.current().pid();
    Commands.failure(List.of("taskset", "-acp", "1-" + last, pid))
        .ifPresent(
            why -> {
              throw new ParameterException(spec.commandLine(), "--pin: " + why);
            });
  }
}
