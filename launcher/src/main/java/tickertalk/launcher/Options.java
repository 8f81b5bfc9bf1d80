package tickertalk.launcher;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import tickertalk.price.PriceConfig;

/**
 * Every option of {@code start} and {@code check}, with its default. The same names stand in the
 * YAML file, and as {@code TICKERTALK_…} in the environment.
 */
final class Options {
  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "port to listen on, 0 for a free one (default: ${DEFAULT-VALUE})")
  int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "address to listen on (default: ${DEFAULT-VALUE})")
  String host;

  @Option(
      names = "--tls-cert",
      description =
          "PEM file of the certificate and its chain: serves https and wss, and reads the file"
              + " again when it changes")
  Optional<Path> tlsCert;

  @Option(names = "--tls-key", description = "PEM file of the certificate's private key")
  Optional<Path> tlsKey;

  @Option(
      names = "--http-port",
      description = "port that sends plain http on to --port, with TLS only (default: none)")
  Optional<Integer> httpPort;

  @Option(
      names = "--trusted-proxies",
      split = ",",
      description =
          "addresses, or ranges such as 10.0.0.0/8, of the proxies whose X-Forwarded-… and"
              + " Forwarded headers are believed (default: none)")
  List<String> trustedProxies = List.of();

  @Option(
      names = "--proxy-protocol",
      description = "every connection begins with HAProxy's PROXY protocol, version 1 or 2")
  boolean proxyProtocol;

  @Option(
      names = "--data",
      defaultValue = "./data",
      description = "folder of the embedded database and the token key (default: ${DEFAULT-VALUE})")
  Path data;

  @Option(
      names = "--database",
      description =
          "JDBC URL of PostgreSQL, jdbc:postgresql://… (default: embedded SQLite in the data"
              + " folder)")
  Optional<String> database;

  @Option(names = "--config", description = "YAML file with these options as name: value")
  Optional<Path> config;

  @Option(
      names = "--verticles",
      split = ",",
      defaultValue = "chat,notifier,sentiment,price,bridge",
      description = "which run in this JVM: ${COMPLETION-CANDIDATES} (default: all)")
  Set<Service> verticles;

  @Option(
      names = "--rooms",
      split = ",",
      defaultValue = "lobby",
      description = "rooms that exist from the start (default: ${DEFAULT-VALUE})")
  List<String> rooms;

  @Option(names = "--max-rooms", description = "how many rooms there may be (default: 1000)")
  Optional<Integer> maxRooms;

  @Option(names = "--cluster", description = "join the other JVMs of a cluster")
  boolean cluster;

  @Option(
      names = "--cluster-host",
      defaultValue = "127.0.0.1",
      description = "address by which the others reach this JVM (default: ${DEFAULT-VALUE})")
  String clusterHost;

  @Option(
      names = "--cluster-port",
      defaultValue = "5701",
      description = "port by which the others reach this JVM (default: ${DEFAULT-VALUE})")
  int clusterPort;

  @Option(
      names = "--cluster-members",
      split = ",",
      description = "host:port of the cluster's JVMs, joined by TCP, never by multicast")
  List<String> clusterMembers = List.of();

  @Option(
      names = "--price-source",
      split = ",",
      defaultValue = "auto",
      description =
          "${COMPLETION-CANDIDATES}; or several exchanges, the preferred one first"
              + " (default: ${DEFAULT-VALUE})")
  List<PriceConfig.Choice> priceSource;

  @Option(
      names = "--price-url",
      split = ",",
      description =
          "base URL of another host that speaks the price source's wire; for one of several,"
              + " binance=https://…")
  List<String> priceUrl = List.of();

  @Option(
      names = "--price-symbols",
      split = ",",
      description =
          "symbols to follow (default: BTC-USDT,ETH-USDT,BTC-KRW; of the recorded market BTC-USDT)")
  List<String> priceSymbols = List.of();

  @Option(
      names = "--price-usd-krw",
      description =
          "won for a dollar, to reckon the Korea premium with (default: what Upbit's USDT-KRW"
              + " says)")
  Optional<BigDecimal> priceUsdKrw;

  @Option(
      names = "--price-replay-speed",
      defaultValue = "1",
      description = "how fast the recorded market runs, 1 to 60 (default: ${DEFAULT-VALUE})")
  int priceReplaySpeed;

  @Option(
      names = "--price-poll-interval",
      converter = DurationConverter.class,
      description = "how often a source is asked whose stream is silent (default: 1s)")
  Optional<Duration> pricePollInterval;

  @Option(
      names = "--price-stale-after",
      converter = DurationConverter.class,
      description = "after which silence a price counts as stale (default: 5s)")
  Optional<Duration> priceStaleAfter;

  @Option(
      names = "--notice-every",
      converter = DurationConverter.class,
      description = "how often the periodic notice is sent, as 30s or 10m (default: never)")
  Optional<Duration> noticeEvery;

  @Option(names = "--notice-text", description = "what the periodic notice says")
  Optional<String> noticeText;

  @Option(
      names = "--notice-rejoin-grace",
      converter = DurationConverter.class,
      description = "how soon somebody who comes again is not announced again (default: 1m)")
  Optional<Duration> noticeRejoinGrace;

  @Option(
      names = "--notice-keep",
      description = "how many notices are kept for everybody, and for each (default: 1000)")
  Optional<Integer> noticeKeep;

  @Option(
      names = "--mood-minimum-people",
      description = "how many must have spoken to make a mood (default: 3)")
  Optional<Integer> moodMinimumPeople;

  @Option(
      names = "--auth",
      defaultValue = "guest",
      description = "who may speak: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  Auth auth;

  @Option(
      names = "--token-key",
      description =
          "Base64 of the 32 bytes or more that sign session tokens; equal on all bridges"
              + " (default: made once, kept in the data folder)")
  Optional<String> tokenKey;

  @Option(
      names = "--session-lifetime",
      converter = DurationConverter.class,
      description = "how long a session token is good before it is refreshed (default: 7d)")
  Optional<Duration> sessionLifetime;

  @Option(
      names = "--jwt-key-file",
      description =
          "for --auth jwt: PEM file with the public key (RS256, ES256), or a file with the secret"
              + " (HS256), that the host signs with")
  Optional<Path> jwtKeyFile;

  @Option(
      names = "--jwt-jwks-url",
      description = "for --auth jwt: https URL where the host publishes its keys")
  Optional<URI> jwtJwksUrl;

  @Option(
      names = "--jwt-issuer",
      description = "what iss must be in the host's tokens (default: anything)")
  Optional<String> jwtIssuer;

  @Option(
      names = "--jwt-audience",
      description = "what must be in aud in the host's tokens (default: anything)")
  Optional<String> jwtAudience;

  @Option(
      names = "--jwt-name-claim",
      defaultValue = "name",
      description = "the claim that has the name (default: ${DEFAULT-VALUE})")
  String jwtNameClaim;

  @Option(
      names = "--jwt-role-claim",
      defaultValue = "role",
      description = "the claim that has the role (default: ${DEFAULT-VALUE})")
  String jwtRoleClaim;

  @Option(
      names = "--jwt-rooms-claim",
      defaultValue = "rooms",
      description = "the claim that has the rooms, if not all (default: ${DEFAULT-VALUE})")
  String jwtRoomsClaim;

  @Option(
      names = "--jwt-leeway",
      converter = DurationConverter.class,
      defaultValue = "30s",
      description = "how far the host's clock may be off (default: ${DEFAULT-VALUE})")
  Duration jwtLeeway;

  @Option(
      names = "--api-keys-file",
      description = "file of other servers' keys, a line of the command api-key for each")
  Optional<Path> apiKeysFile;

  @Option(
      names = "--allowed-origins",
      split = ",",
      description =
          "sites besides this server's own page whose pages may use it, as https://example.com;"
              + " * for all, but without cookies (default: none)")
  List<String> allowedOrigins = List.of();

  @Option(
      names = "--rate-limit",
      defaultValue = "on",
      description =
          "whether a browser that floods, and a person who says the same again and again, is"
              + " slowed down: on or off (default: on)")
  OnOff rateLimit;

  @Option(
      names = "--commands-per-second",
      description =
          "how many commands a socket, or a caller by REST, may send a second in the long run, 0 for"
              + " no limit (default: 50)")
  Optional<Integer> commandsPerSecond;

  @Option(
      names = "--commands-per-second-of-user",
      description = "the same for all sockets of a person on one JVM (default: 100)")
  Optional<Integer> commandsPerSecondOfUser;

  @Option(
      names = "--sign-ins-per-second-of-address",
      description =
          "how often people at one address may sign in and out a second in the long run, 0 for no"
              + " limit (default: 50)")
  Optional<Integer> signInsPerSecondOfAddress;

  @Option(
      names = "--outbox-bytes",
      description = "how much may wait for a browser that reads slowly (default: 1048576)")
  Optional<Integer> outboxBytes;

  @Option(
      names = "--max-registrations",
      description = "how many addresses a socket may register (default: 200)")
  Optional<Integer> maxRegistrations;

  @Option(
      names = "--max-message-bytes",
      description = "how large a message of a browser's may be, up to 16777216 (default: 262144)")
  Optional<Integer> maxMessageBytes;

  @Option(
      names = "--max-pending-handshakes",
      description =
          "how many handshakes of an event loop may wait for the host's keys (default: 1024)")
  Optional<Integer> maxPendingHandshakes;

  @Option(
      names = "--max-http-connections",
      description =
          "how many connections of an event loop may be there that are no WebSockets (default:"
              + " 20000)")
  Optional<Integer> maxHttpConnections;

  @Option(
      names = "--event-loops",
      description = "threads that serve connections, 1 to 64 (default: one for two processors)")
  Optional<Integer> eventLoops;

  @Option(
      names = "--max-sockets",
      description = "how many browsers one JVM takes (default: 100000)")
  Optional<Integer> maxSockets;

  @Option(
      names = "--max-sockets-of-user",
      description = "how many sockets a person may have on one JVM (default: 100)")
  Optional<Integer> maxSocketsOfUser;

  @Option(
      names = "--max-sockets-of-address",
      description = "how many sockets one JVM takes from an address (default: 20000)")
  Optional<Integer> maxSocketsOfAddress;

  @Option(
      names = "--log",
      defaultValue = "text",
      description = "how log lines look: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  LogFormat log;

  /** How people prove who they are. */
  enum Auth {
    /** They say a name. */
    GUEST,
    /** They bring a token of the site around this one. */
    JWT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads {@code 500ms}, {@code 30s}, {@code 10m}, {@code 2h} or {@code 1d}. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    @Override
    public Duration convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException("'" + text + "' is not a time such as 30s or 10m");
      }
      long amount = Long.parseLong(form.group(1));
      return switch (form.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
  }
}
