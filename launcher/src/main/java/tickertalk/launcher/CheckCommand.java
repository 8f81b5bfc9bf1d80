package tickertalk.launcher;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tickertalk.bridge.TlsConfig;
import tickertalk.price.PriceConfig;
import tickertalk.storage.Database;
import tickertalk.storage.StorageException;

/** {@code check}: says what would keep {@code start} with the same options from working. */
@Command(
    name = "check",
    description = "Checks options, ports, database and price sources; says what is wrong.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CheckCommand implements Callable<Integer> {
  @Mixin private Options options;
  @Spec private CommandSpec spec;

  private static final Duration SOURCES_PATIENCE = Duration.ofSeconds(30);

  private boolean failed;

  @Override
  public Integer call() throws IOException {
    Settings settings = Settings.of(options);
    try (DataFolder data = DataFolder.open(options.data, options.cluster)) {
      settings.bridge(data);
      tell("options", "ok");
      ListenOptions listen = options.listen;
      checkPort("--port", listen.host, listen.port);
      listen.httpPort.ifPresent(port -> checkPort("--http-port", listen.host, port));
      settings.listen().tls().ifPresent(this::checkCertificate);
      if (options.cluster) {
        checkPort("--cluster-port", options.clusterHost, options.clusterPort);
      }
      checkDatabase(settings);
      if (options.verticles.contains(Service.PRICE)) {
        checkSources(settings.price());
      }
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

  /** One exchange that answers is enough to show prices; the others are said to be missing. */
  private void checkSources(PriceConfig price) {
    Vertx vertx = Vertx.vertx();
    try {
      List<PriceConfig.Finding> findings =
          price.check(vertx).await(SOURCES_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      boolean enough = findings.stream().anyMatch(PriceConfig.Finding::answers);
      findings.forEach(finding -> tell(finding, enough));
    } catch (TimeoutException e) {
      fail("--price-source", "the exchanges cannot be asked within " + SOURCES_PATIENCE);
    } finally {
      vertx.close().await();
    }
  }

  private void tell(PriceConfig.Finding finding, boolean enough) {
    if (finding.answers()) {
      tell(finding.source(), finding.text());
    } else if (enough) {
      tell(finding.source(), "WARNING: " + finding.text());
    } else {
      fail(finding.source(), finding.text());
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
