package tickertalk.benchmark;

import java.util.Map;

/** Time that passes, and CPU time that the server and this client use meanwhile. */
final class Stopwatch {
  private final ProcessTree server;
  private final ProcessTree client = new ProcessTree(ProcessHandle.current());
  private long begun;
  private long nanos;
  private long serverMs;
  private long clientMs;
  private long machineMs;

  Stopwatch(ProcessTree server) {
    this.server = server;
  }

  void start() {
    begun = System.nanoTime();
    serverMs = server.cpuMs();
    clientMs = client.ownCpuMs();
    machineMs = ProcessTree.machineCpuMs();
  }

  void stop() {
    serverMs = server.cpuMs() - serverMs;
    clientMs = client.ownCpuMs() - clientMs;
    machineMs = ProcessTree.machineCpuMs() - machineMs;
    nanos = System.nanoTime() - begun;
  }

  double seconds() {
    return nanos / 1e9;
  }

  /** Adds who used the CPUs. */
  void into(Map<Figure, Double> figures) {
    figures.put(Figure.SERVER_CPU, percent(serverMs));
    figures.put(Figure.CLIENT_CPU, percent(clientMs));
    figures.put(Figure.OTHERS_CPU, Math.max(0, percent(machineMs - serverMs - clientMs)));
  }

  private double percent(long cpuMs) {
    return cpuMs / seconds() / 10;
  }

  double serverMicros() {
    return serverMs * 1e3;
  }
}
