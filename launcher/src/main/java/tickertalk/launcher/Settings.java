package tickertalk.launcher;

import java.util.List;
import java.util.Optional;
import tickertalk.bridge.AuthConfig;
import tickertalk.bridge.BridgeConfig;
import tickertalk.bridge.BridgeLimits;
import tickertalk.bridge.ListenConfig;
import tickertalk.bridge.TokenKey;
import tickertalk.chat.ChatConfig;
import tickertalk.contract.Rooms;
import tickertalk.notifier.NotifierConfig;
import tickertalk.price.PriceConfig;
import tickertalk.sentiment.SentimentConfig;
import tickertalk.storage.DatabaseConfig;

/**
 * The options as each module wants them, checked before anything is opened.
 *
 * @param tokenKey the key that was given; without one the data folder has it
 */
record Settings(
    DatabaseConfig database,
    ChatConfig chat,
    NotifierConfig notifier,
    SentimentConfig sentiment,
    PriceConfig price,
    ListenConfig listen,
    AuthConfig auth,
    BridgeLimits limits,
    Optional<TokenKey> tokenKey) {

  /**
   * Checks and sorts the options.
   *
   * @throws OptionException naming the option that is wrong
   */
  static Settings of(Options options) {
    requireClusterPlace(options.clusterHost, options.clusterPort);
    requireClusterOfMembers(options);
    try {
      return new Settings(
          options
              .database
              .map(DatabaseConfig::at)
              .orElseGet(() -> DatabaseConfig.embeddedIn(options.data)),
          chat(options),
          notifier(options),
          sentiment(options),
          price(options),
          options.listen.config(),
          options.auth.config(),
          limits(options),
          options.auth.key());
    } catch (IllegalArgumentException e) {
      throw new OptionException("--" + e.getMessage());
    }
  }

  /**
   * What the bridge wants.
   *
   * @param data where its key is kept, or is made now
   * @throws OptionException when there is none to be had
   */
  BridgeConfig bridge(DataFolder data) {
    return new BridgeConfig(listen, tokenKey.orElseGet(data::tokenKey), auth, limits);
  }

  /** Hazelcast listens on addresses, and takes no names. */
  private static void requireClusterPlace(String host, int port) {
    if (port < 1 || port > 65_535) {
      throw new OptionException("--cluster-port: must be within 1 and 65535, but is " + port);
    }
    if (!host.matches("[0-9.]+|[0-9a-fA-F:]+")) {
      throw new OptionException("--cluster-host: must be an IP address, but is " + host);
    }
  }

  /** Two JVMs that each believe to be alone would both serve the same rooms. */
  private static void requireClusterOfMembers(Options options) {
    if (!options.cluster && !options.clusterMembers.isEmpty()) {
      throw new OptionException("--cluster-members: needs --cluster, to join them");
    }
  }

  private static List<String> legalRooms(List<String> rooms) {
    for (String room : rooms) {
      if (!Rooms.isLegal(room)) {
        throw new OptionException(
            "--rooms: \"" + room + "\" may have letters, digits, - and _ only, 64 at most");
      }
    }
    return rooms;
  }

  private static ChatConfig chat(Options options) {
    ChatConfig defaults = ChatConfig.of(legalRooms(options.rooms));
    ChatConfig config = options.rateLimit == OnOff.ON ? defaults : defaults.withoutFloodControl();
    return options.maxRooms.map(config::withMaxRooms).orElse(config);
  }

  private static NotifierConfig notifier(Options options) {
    NotifierConfig defaults = NotifierConfig.defaults();
    return new NotifierConfig(
        options.noticeEvery,
        options.noticeText.orElse(defaults.text()),
        options.noticeRejoinGrace.orElse(defaults.rejoinGrace()),
        options.noticeKeep.orElse(defaults.keep()));
  }

  private static SentimentConfig sentiment(Options options) {
    SentimentConfig defaults = SentimentConfig.defaults();
    return new SentimentConfig(options.moodMinimumPeople.orElse(defaults.moodMinimumPeople()));
  }

  private static PriceConfig price(Options options) {
    PriceConfig defaults = PriceConfig.defaults();
    return new PriceConfig(
        options.priceSource,
        PriceConfig.urls(options.priceSource, options.priceUrl),
        options.priceSymbols.isEmpty()
            ? PriceConfig.defaultSymbols(options.priceSource)
            : options.priceSymbols,
        options.pricePollInterval.orElse(defaults.pollInterval()),
        options.priceReplaySpeed,
        options.priceStaleAfter.orElse(defaults.staleAfter()),
        options.priceUsdKrw);
  }

  private static BridgeLimits limits(Options options) {
    BridgeLimits limits = options.limits.config();
    return options.rateLimit == OnOff.ON ? limits : limits.withoutRateLimit();
  }
}
