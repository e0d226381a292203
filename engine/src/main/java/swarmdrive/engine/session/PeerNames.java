package swarmdrive.engine.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Peers by name, as magnet links give them. */
final class PeerNames {
  private static final Logger LOG = LoggerFactory.getLogger(PeerNames.class);

  private PeerNames() {}

  /** Waits for the name service; names that it does not know are left out. */
  static List<InetSocketAddress> resolve(List<InetSocketAddress> unresolved) {
    List<InetSocketAddress> resolved = new ArrayList<>();
    for (InetSocketAddress address : unresolved) {
      try {
        resolved.add(
            new InetSocketAddress(
                InetAddress.getByName(address.getHostString()), address.getPort()));
      } catch (UnknownHostException e) {
        LOG.atDebug().addKeyValue("peer", address).log("peer's name is unknown");
      }
    }
    return resolved;
  }
}
