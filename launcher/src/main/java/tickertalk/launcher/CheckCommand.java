package tickertalk.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tickertalk.bridge.TlsConfig;
import tickertalk.storage.Database;
import tickertalk.storage.StorageException;

/** {@code check}: says what would keep {@code start} with the same options from working. */
@Command(
    name = "check",
    description = "Checks options, ports and database; says what is wrong.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CheckCommand implements Callable<Integer> {
  @Mixin private Options options;
  @Spec private CommandSpec spec;

  private boolean failed;

  @Override
  public Integer call() throws IOException {
    try (DataFolder data = DataFolder.open(options.data, options.cluster)) {
      tell("options", "ok");
      Settings settings = Settings.of(options, data);
      checkPort("--port", options.host, options.port);
      options.httpPort.ifPresent(port -> checkPort("--http-port", options.host, port));
      settings.bridge().listen().tls().ifPresent(this::checkCertificate);
      if (options.cluster) {
        checkPort("--cluster-port", options.clusterHost, options.clusterPort);
      }
      checkDatabase(settings);
    }
    return failed ? 1 : 0;
  }

  private void checkPort(String option, String host, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      tell(option, "ok, " + host + ":" + port + " is free");
    } catch (IOException e) {
      fail(option, host + ":" + port + ": " + e.getMessage() + "; choose another");
    }
  }

  /** Whether it can be used at all was found out with the other options. */
  private void checkCertificate(TlsConfig tls) {
    tell("--tls-cert", tls.check().map(doubt -> "WARNING: " + doubt).orElse("ok"));
  }

  private void checkDatabase(Settings settings) {
    try (Database database = Database.open(settings.database())) {
      if (database.answers()) {
        tell("--database", "ok");
      } else {
        fail("--database", "it does not answer");
      }
    } catch (StorageException e) {
      fail("--database", e.getMessage() + "; is it running, and are user and password right?");
    }
  }

  private void fail(String what, String problem) {
    failed = true;
    tell(what, "FAILED: " + problem);
  }

  private void tell(String what, String finding) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-16s %s%n", what, finding);
    out.flush();
  }
}
