package tickertalk.bridge;

import java.util.Locale;

/** The closed table of the edge's bounds, as they are counted when somebody meets one. */
enum Limit {
  /** More waited for a browser than {@link BridgeLimits#outboxBytes}. */
  OUTBOX,
  /** A message of a browser's was larger than {@link BridgeLimits#maxMessageBytes}. */
  MESSAGE_SIZE,
  /** A socket wanted more addresses than {@link BridgeLimits#maxRegistrations}. */
  REGISTRATIONS,
  /** A socket sent faster than {@link BridgeLimits#commandsPerSecond}. */
  SOCKET_RATE,
  /** A person's sockets together sent faster than {@link BridgeLimits#commandsPerSecondOfUser}. */
  USER_RATE,
  /** A caller asked faster by REST than {@link BridgeLimits#commandsPerSecond}. */
  REST_RATE,
  /** An address signed in faster than {@link BridgeLimits#signInsPerSecondOfAddress}. */
  SIGN_IN_RATE,
  /** This JVM had {@link BridgeLimits#maxSockets} already. */
  SOCKETS,
  /** A person had {@link BridgeLimits#maxSocketsOfUser} already. */
  SOCKETS_OF_USER,
  /** An address had {@link BridgeLimits#maxSocketsOfAddress} already. */
  SOCKETS_OF_ADDRESS,
  /** More connections waited to be let in than {@link BridgeLimits#maxPendingHandshakes}. */
  PENDING_HANDSHAKES,
  /** An event loop had {@link BridgeLimits#maxHttpConnections} already. */
  HTTP_CONNECTIONS,
  /** A line of the log was left out, for there were as many of its kind in that second. */
  LOG_LINES;

  /** The spelling in the metrics. */
  String metricName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
