package swarmdrive.engine.bt;

import static org.assertj.core.api.Assertions.assertThat;

import bt.metainfo.TorrentId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import lbms.plugins.mldht.kad.DHTConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen of the node without a network; lookups are DiscoveryIT's. */
class DhtFamilyTest {
  @TempDir Path folder;

  @Test
  void start_resolvesNoName() throws Exception {
    try (DhtFamily node = start()) {
      assertThat(node.size()).isZero();
      assertThat(Arrays.stream(DHTConstants.UNRESOLVED_BOOTSTRAP_NODES))
          .extracting(InetSocketAddress::getHostString)
          .containsOnly("0.0.0.0");
    }
  }

  @Test
  void lookUp_withoutOtherNodes_saysSoAtOnce() throws Exception {
    try (DhtFamily node = start()) {
      TorrentId torrent = TorrentId.fromBytes(new byte[20]);
      assertThat(node.lookUp(torrent, 1, peer -> {}, Duration.ofMinutes(5))).isEqualTo(-1);
    }
  }

  @Test
  void ping_addressOfTheOtherFamily_isIgnored() throws Exception {
    try (DhtFamily node = start()) {
      node.ping(new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 1));
      assertThat(node.size()).isZero();
    }
  }

  @Test
  void familiesOf_bindAddress_areTheOnesItCanTalkTo() throws Exception {
    assertThat(DhtFamily.familiesOf(InetAddress.getByName("0.0.0.0")))
        .containsExactly(StandardProtocolFamily.INET, StandardProtocolFamily.INET6);
    assertThat(DhtFamily.familiesOf(InetAddress.getByName("192.0.2.1")))
        .containsExactly(StandardProtocolFamily.INET);
    assertThat(DhtFamily.familiesOf(InetAddress.getByName("2001:db8::1")))
        .containsExactly(StandardProtocolFamily.INET6);
  }

  private DhtFamily start() throws Exception {
    return DhtFamily.start(
        StandardProtocolFamily.INET, InetAddress.getLoopbackAddress(), 1, folder);
  }
}
