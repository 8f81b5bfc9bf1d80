package tickertalk.launcher;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tickertalk.price.PriceConfig;

/**
 * Every option of {@code start} and {@code check}, with its default. The same names stand in the
 * YAML file, and as {@code TICKERTALK_…} in the environment.
 */
final class Options {
  @Mixin ListenOptions listen;

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

  @Mixin AuthOptions auth;

  @Option(
      names = "--rate-limit",
      defaultValue = "on",
      description =
          "whether a browser that floods, and a person who says the same again and again, is"
              + " slowed down: on or off (default: on)")
  OnOff rateLimit;

  @Mixin LimitOptions limits;

  @Option(
      names = "--log",
      defaultValue = "text",
      description = "how log lines look: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  LogFormat log;
}
