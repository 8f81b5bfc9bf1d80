package tickertalk.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MainTest {
  private static final int WRONG_OPTION = 2;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot 9090                           | --prot",
        "--port many                           | --port",
        "--port 70000                          | --port",
        "--verticles chat,cat                  | --verticles",
        "--database jdbc:mysql://localhost/x   | --database",
        "--max-rooms 0                         | --max-rooms",
        "--rooms a.b                           | --rooms",
        "--price-source nasdaq                 | --price-source",
        "--price-source auto,kraken            | --price-source",
        "--price-url http://a.example          | --price-url: must say whose it is",
        "--price-url upbit=ftp://a.example     | --price-url",
        "--price-usd-krw 0                     | --price-usd-krw",
        "--price-usd-krw much                  | --price-usd-krw",
        "--price-symbols btc                   | --price-symbols",
        "--price-replay-speed 61               | --price-replay-speed",
        "--notice-every soon                   | --notice-every",
        "--token-key c2hvcnQ=                  | --token-key",
        "--auth magic                          | --auth",
        "--auth jwt                            | --auth",
        "--auth jwt --jwt-key-file none.pem    | --jwt-key-file",
        "--auth jwt --jwt-key-file pom.xml --jwt-jwks-url https://a.example/k | --auth",
        "--auth jwt --jwt-jwks-url http://a.example/keys | --jwt-jwks-url",
        "--auth jwt --jwt-jwks-url https://a.example/k --jwt-leeway 6m | --jwt-leeway",
        "--jwt-jwks-url https://a.example/k    | --jwt-jwks-url",
        "--api-keys-file none.txt              | --api-keys-file",
        "--api-keys-file pom.xml               | --api-keys-file",
        "--allowed-origins example.com         | --allowed-origins",
        "--allowed-origins https://a.example,b | --allowed-origins",
        "--session-lifetime 31d                | --session-lifetime",
        "--event-loops 65                      | --event-loops",
        "--outbox-bytes 0                      | --outbox-bytes",
        "--max-registrations 0                 | --max-registrations",
        "--max-message-bytes 16777217          | --max-message-bytes",
        "--max-pending-handshakes 0            | --max-pending-handshakes",
        "--max-http-connections 0              | --max-http-connections",
        "--commands-per-second -1              | --commands-per-second",
        "--commands-per-second-of-user -1      | --commands-per-second-of-user",
        "--sign-ins-per-second-of-address -1   | --sign-ins-per-second-of-address",
        "--max-sockets 0                       | --max-sockets",
        "--max-sockets-of-user 0               | --max-sockets-of-user",
        "--max-sockets-of-address -1           | --max-sockets-of-address",
        "--rate-limit perhaps                  | --rate-limit",
        "--log xml                             | --log",
        "--cluster-port x                      | --cluster-port",
        "--cluster-port 70000                  | --cluster-port",
        "--cluster-host localhost              | --cluster-host",
        "--cluster-members 127.0.0.1:5701      | --cluster-members: needs --cluster",
        "--database jdbc:sqlite:               | --database",
        "--database jdbc:sqlite::memory:       | --database",
        "--host nosuch.invalid --port 0        | --host",
        "--mood-minimum-people 0               | --mood-minimum-people",
        "--notice-keep 0                       | --notice-keep",
        "--config none.yaml                    | --config",
        "--tls-cert cert.pem                   | --tls-key: is missing",
        "--tls-key key.pem                     | --tls-cert: is missing",
        "--tls-cert none.pem --tls-key k.pem   | --tls-cert: there is no file none.pem",
        "--http-port 8081                      | --http-port: needs --tls-cert",
        "--http-port many                      | --http-port",
        "--trusted-proxies example.com         | --trusted-proxies",
        "--trusted-proxies 10.0.0.0/33         | --trusted-proxies",
        "--proxy-protocol=perhaps              | --proxy-protocol",
        "stray                                 | stray"
      })
  void shouldStopTheStartAndNameTheOptionThatIsWrong(String args, String option) {
    assertThat(run(Map.of(), ("start --data " + folder + " " + args).split(" ")))
        .isEqualTo(WRONG_OPTION);
    assertThat(err.toString()).contains(option);
  }

  /** It said: Try: tickertalk tickertalk --help. */
  @ParameterizedTest
  @CsvSource({"foo, tickertalk --help", "start --prot 1, tickertalk start --help"})
  void shouldHintAtTheHelpOfWhatWasCalled(String args, String help) {
    assertThat(run(Map.of(), args.split(" "))).isEqualTo(WRONG_OPTION);
    assertThat(err.toString().lines()).last().isEqualTo("Try: " + help);
  }

  /** Whoever mended the folder first was told of the next thing only then. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "start --tls-cert none.pem --tls-key k.pem",
        "start --auth jwt",
        "start --session-lifetime 31d",
        "start --max-sockets 0",
        "check --jwt-key-file none.pem --auth jwt"
      })
  void shouldTellAWrongOptionAlsoWhileAnotherJvmHasTheFolder(String args) throws IOException {
    try (DataFolder taken = DataFolder.open(folder, false)) {
      assertThat(run(Map.of(), (args + " --data " + folder).split(" "))).isEqualTo(WRONG_OPTION);
      assertThat(err.toString()).contains(args.split(" ", 3)[1]).doesNotContain("--data");
    }
  }

  @Test
  void shouldMakeNoFolderForAWrongOption() {
    Path data = folder.resolve("data");
    assertThat(run(Map.of(), "start", "--data", "" + data, "--auth", "jwt"))
        .isEqualTo(WRONG_OPTION);
    assertThat(data).doesNotExist();
  }

  @Test
  void shouldTakeFlagsBeforeTheEnvironmentBeforeTheFile() throws IOException {
    Path config = Files.writeString(folder.resolve("t.yaml"), "port: a\nhost: b\nlog: c\n");
    run(Map.of("TICKERTALK_PORT", "from-environment"), "--config", config.toString());
    assertThat(err.toString()).contains("--port").contains("from-environment");

    clear();
    run(Map.of("TICKERTALK_PORT", "1"), "--config=" + config, "--port", "from-flag");
    assertThat(err.toString()).contains("--port").contains("from-flag");

    clear();
    run(Map.of("TICKERTALK_PORT", "1"), "--config", config.toString());
    assertThat(err.toString()).as("the file's log").contains("--log").contains("'c'");
  }

  @Test
  void shouldTakeListsAndSwitchesFromTheFile() throws IOException {
    Path config =
        Files.writeString(folder.resolve("t.yaml"), "rooms: [lobby, 'no good']\ncluster: false\n");
    run(Map.of(), "--data", folder.toString(), "--config", config.toString());
    assertThat(err.toString()).contains("--rooms").contains("no good");
  }

  @Test
  void shouldRefuseUnknownNamesInTheEnvironmentAndTheFile() throws IOException {
    assertThat(run(Map.of("TICKERTALK_PROT", "1"), "version")).isEqualTo(WRONG_OPTION);
    assertThat(err.toString()).contains("TICKERTALK_PROT");

    clear();
    Path config = Files.writeString(folder.resolve("t.yaml"), "prot: 1\n");
    assertThat(run(Map.of(), "--config", config.toString())).isEqualTo(WRONG_OPTION);
    assertThat(err.toString()).contains("prot").contains("t.yaml");

    clear();
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "port: [1\n");
    assertThat(run(Map.of(), "--config", broken.toString())).isEqualTo(WRONG_OPTION);
    assertThat(err.toString()).contains("--config").contains("broken.yaml");
  }

  @Test
  void shouldCheckWithoutStarting() {
    assertThat(check("--price-source", "replay")).isZero();
    assertThat(out.toString()).contains("--port").contains("--database");
  }

  @Test
  void shouldSayInACheckWhatIsWrong() {
    assertThat(
            run(
                Map.of(),
                "check",
                "--price-source",
                "replay",
                "--port",
                "0",
                "--data",
                folder.toString(),
                "--database",
                "jdbc:postgresql://127.0.0.1:1/none?user=a&password=b"))
        .isEqualTo(1);
    assertThat(out.toString()).contains("--database").contains("FAILED");
  }

  @Test
  void shouldAskTheExchangesInACheckAndSayHowToMend() {
    assertThat(check("--price-source", "kraken", "--price-url", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("kraken +FAILED: kraken cannot be reached; does this machine reach it");
  }

  private int check(String... more) {
    List<String> args =
        new ArrayList<>(List.of("check", "--port", "0", "--data", folder.toString()));
    args.addAll(List.of(more));
    return run(Map.of(), args.toArray(String[]::new));
  }

  private String[] withTls(String command, TestCertificate certificate) throws IOException {
    Path cert = Files.writeString(folder.resolve("cert.pem"), certificate.certificate());
    Path key = Files.writeString(folder.resolve("key.pem"), certificate.key());
    return new String[] {
      command,
      "--port",
      "0",
      "--data",
      folder + "/data",
      "--tls-cert",
      "" + cert,
      "--tls-key",
      "" + key,
      "--price-source",
      "replay"
    };
  }

  @Test
  void shouldCheckTheCertificate() throws IOException {
    TestCertificate good = TestCertificate.until(Instant.now().plusSeconds(3_600));
    assertThat(run(Map.of(), withTls("check", good))).isZero();
    assertThat(out.toString()).containsPattern("--tls-cert +ok");

    TestCertificate over = TestCertificate.until(Instant.now().minusSeconds(3_600));
    assertThat(run(Map.of(), withTls("check", over))).as("it starts").isZero();
    assertThat(out.toString()).containsPattern("--tls-cert +WARNING: .* ended");
  }

  @Test
  void shouldNameTheFileThatIsNoCertificateOrNotItsKey() throws IOException {
    TestCertificate one = TestCertificate.until(Instant.now().plusSeconds(3_600));
    TestCertificate other = TestCertificate.until(Instant.now().plusSeconds(3_600));
    String[] mixed = withTls("check", new TestCertificate(one.certificate(), other.key()));
    assertThat(run(Map.of(), mixed)).isEqualTo(WRONG_OPTION);
    assertThat(err.toString()).contains("--tls-key: is not the key of the certificate");
    assertThat(out.toString()).as("not first that all is well").doesNotContain("options");

    clear();
    String[] words = withTls("start", new TestCertificate("words", one.key()));
    assertThat(run(Map.of(), words)).isEqualTo(WRONG_OPTION);
    assertThat(err.toString()).contains("--tls-cert: is not PEM");
  }

  /** Java and epoll say it by different exceptions. */
  @Test
  void shouldNameTheOptionOfAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      String data = folder + "/data";
      for (String verticles : new String[] {"bridge", "notifier"}) {
        String[] args = {"start", "--port", port, "--verticles", verticles, "--data", data};
        assertThat(run(Map.of(), args)).isEqualTo(WRONG_OPTION);
        assertThat(err.toString()).contains("--port: cannot listen on 127.0.0.1:" + port);
        clear();
      }
      List<String> tls =
          new ArrayList<>(
              List.of(withTls("start", TestCertificate.until(Instant.now().plusSeconds(3_600)))));
      tls.addAll(List.of("--http-port", port, "--verticles", "bridge"));
      assertThat(run(Map.of(), tls.toArray(String[]::new))).isEqualTo(WRONG_OPTION);
      assertThat(err.toString()).contains("--http-port: cannot listen on 127.0.0.1:" + port);
    }
  }

  @Test
  void shouldNotTellThePasswordInAWrongUrl() {
    run(Map.of(), "--data", folder.toString(), "--database", "postgres://u:secret@h/x");
    assertThat(err.toString()).contains("--database").doesNotContain("secret");
  }

  @Test
  void shouldTakeTheHostsKeyAndOtherServersKeys() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "x".repeat(32) + "\n");
    run(Map.of(), "api-key", "bot");
    String line = out.toString().lines().skip(1).findFirst().orElseThrow();
    Path keys = Files.writeString(folder.resolve("keys"), line.replaceFirst(".*: +bot", "bot"));
    assertThat(
            run(
                Map.of(),
                "check",
                "--price-source",
                "replay",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString(),
                "--auth",
                "jwt",
                "--jwt-key-file",
                secret.toString(),
                "--api-keys-file",
                keys.toString(),
                "--allowed-origins",
                "https://a.example,http://localhost:3000"))
        .as(err.toString())
        .isZero();
  }

  @Test
  void shouldMakeAKeyAndKeepOnlyItsHash() {
    assertThat(run(Map.of(), "api-key", "bot")).isZero();
    assertThat(out.toString()).containsPattern("ttk_\\S{43}").containsPattern("bot: [0-9a-f]{64}");
    assertThat(run(Map.of(), "api-key", "Bot!")).isEqualTo(WRONG_OPTION);
    assertThat(run(Map.of(), "api-key")).isEqualTo(WRONG_OPTION);
  }

  @Test
  void shouldTellItsVersion() {
    assertThat(run(Map.of(), "version")).isZero();
    assertThat(out.toString()).startsWith("Tickertalk ");
  }

  private int run(Map<String, String> environment, String... args) {
    return Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private void clear() {
    err.getBuffer().setLength(0);
  }
}
