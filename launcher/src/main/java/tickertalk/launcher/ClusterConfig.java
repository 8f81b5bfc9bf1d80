package tickertalk.launcher;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import java.util.List;

/** How the JVMs of a cluster find each other: by TCP, at addresses they are told. */
final class ClusterConfig {
  private static final String NAME = "tickertalk";

  private ClusterConfig() {}

  /**
   * The settings of one member.
   *
   * @param host where the others reach it; it listens nowhere else
   * @param members {@code host:port} of all members; it need not be among them
   */
  static Config of(String host, int port, List<String> members) {
    Config config = ConfigUtil.loadConfig(); // has the structures that the event bus needs
    config.setClusterName(NAME);
    System.setProperty("hazelcast.logging.type", "slf4j"); // read before there is a configuration
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.shutdownhook.enabled", "false"); // the node leaves in its order
    config.setProperty("hazelcast.socket.bind.any", "false");
    // Members that start together need not wait five seconds for each other to be found.
    config.setProperty("hazelcast.wait.seconds.before.join", "1");
    // A member that is cut off without a word is given up after ten seconds.
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    config.setProperty("hazelcast.max.no.heartbeat.seconds", "10");
    NetworkConfig network = config.getNetworkConfig();
    network.setPort(port).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface(host);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(members);
    return config;
  }
}
