package tickertalk.benchmark;

/** Time that passes, and CPU time that the server and this client use meanwhile. */
final class Stopwatch {
  private final ProcessTree server;
  private final ProcessTree client = new ProcessTree(ProcessHandle.current());
  private long begun;
  private long nanos;
  private long serverMs;
  private long clientMs;

  Stopwatch(ProcessTree server) {
    this.server = server;
  }

  void start() {
    begun = System.nanoTime();
    serverMs = server.cpuMs();
    clientMs = client.ownCpuMs();
  }

  void stop() {
    serverMs = server.cpuMs() - serverMs;
    clientMs = client.ownCpuMs() - clientMs;
    nanos = System.nanoTime() - begun;
  }

  double seconds() {
    return nanos / 1e9;
  }

  double serverMicros() {
    return serverMs * 1e3;
  }

  double serverPercent() {
    return serverMs / seconds() / 10;
  }

  double clientPercent() {
    return clientMs / seconds() / 10;
  }
}
