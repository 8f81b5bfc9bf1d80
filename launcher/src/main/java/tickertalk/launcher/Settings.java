package tickertalk.launcher;

import java.util.Base64;
import java.util.List;
import tickertalk.bridge.BridgeConfig;
import tickertalk.bridge.TokenKey;
import tickertalk.chat.ChatConfig;
import tickertalk.contract.Rooms;
import tickertalk.notifier.NotifierConfig;
import tickertalk.price.PriceConfig;
import tickertalk.sentiment.SentimentConfig;
import tickertalk.storage.DatabaseConfig;

/**
 * The options as each module wants them, checked before anything starts.
 *
 * @param bridge everything but the key, which may still have to be made
 */
record Settings(
    DatabaseConfig database,
    ChatConfig chat,
    NotifierConfig notifier,
    SentimentConfig sentiment,
    PriceConfig price,
    BridgeConfig bridge) {

  /**
   * Checks and sorts the options.
   *
   * @throws OptionException naming the option that is wrong
   */
  static Settings of(Options options, DataFolder data) {
    requireClusterPlace(options.clusterHost, options.clusterPort);
    try {
      return new Settings(
          options
              .database
              .map(DatabaseConfig::at)
              .orElseGet(() -> DatabaseConfig.embeddedIn(data.path())),
          chat(options),
          notifier(options),
          sentiment(options),
          price(options),
          bridge(options, data));
    } catch (IllegalArgumentException e) {
      throw new OptionException("--" + e.getMessage());
    }
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
    ChatConfig config = ChatConfig.of(legalRooms(options.rooms));
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
    return new SentimentConfig(
        options.moodWindow.orElse(defaults.moodWindow()),
        options.moodMinimumPeople.orElse(defaults.moodMinimumPeople()));
  }

  private static PriceConfig price(Options options) {
    PriceConfig defaults = PriceConfig.defaults();
    return new PriceConfig(
        options.priceSource,
        options.priceUrl,
        options.priceSymbols,
        options.pricePollInterval.orElse(defaults.pollInterval()),
        options.priceReplaySpeed,
        options.priceStaleAfter.orElse(defaults.staleAfter()));
  }

  private static BridgeConfig bridge(Options options, DataFolder data) {
    TokenKey key = options.tokenKey.map(Settings::decode).orElseGet(data::tokenKey);
    BridgeConfig config = BridgeConfig.at(options.host, options.port, key);
    return options.rateLimit == OnOff.ON ? config : config.with(config.limits().withoutRateLimit());
  }

  private static TokenKey decode(String base64) {
    try {
      return new TokenKey(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new OptionException(
          "--token-key: must be the Base64 of " + TokenKey.MIN_BYTES + " bytes or more");
    }
  }
}
