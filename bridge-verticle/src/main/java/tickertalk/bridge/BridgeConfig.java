package tickertalk.bridge;

import java.util.Objects;

/**
 * What an operator may set about the edge.
 *
 * @param listen where it listens, and to whom
 * @param tokenKey the secret that signs session tokens, equal on all bridges of a cluster
 * @param auth how people prove who they are
 * @param limits what one browser, one person and all together may ask of it
 */
public record BridgeConfig(
    ListenConfig listen, TokenKey tokenKey, AuthConfig auth, BridgeLimits limits) {
  public BridgeConfig {
    Objects.requireNonNull(listen);
    Objects.requireNonNull(tokenKey);
    Objects.requireNonNull(auth);
    Objects.requireNonNull(limits);
  }

  /** This place and key, and the default of everything else. */
  public static BridgeConfig at(String host, int port, TokenKey tokenKey) {
    return new BridgeConfig(
        ListenConfig.at(host, port), tokenKey, AuthConfig.guests(), BridgeLimits.defaults());
  }

  /** The same with these limits. */
  public BridgeConfig with(BridgeLimits other) {
    return new BridgeConfig(listen, tokenKey, auth, other);
  }

  /** The same with this way to prove who one is. */
  public BridgeConfig with(AuthConfig other) {
    return new BridgeConfig(listen, tokenKey, other, limits);
  }

  /** The same at this place. */
  public BridgeConfig with(ListenConfig other) {
    return new BridgeConfig(other, tokenKey, auth, limits);
  }
}
