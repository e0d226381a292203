package swarmdrive.engine.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.EngineConfigs;

final class DiscoveryTest {
  private static final EngineConfig CONFIG = EngineConfig.local(Path.of("unused"));
  private static final EngineConfig WITH_PEX = EngineConfigs.with(CONFIG, "pex", true);
  private final Object reader = new Object();

  private static SimulatedNetwork network(EngineConfig config) {
    return new SimulatedNetwork(1, 1 << 20, 1 << 18, config);
  }

  private static SimulatedPeer reachable(SimulatedNetwork network, int number, PeerSource source) {
    SimulatedPeer peer = network.add(new SimulatedPeer(network, number, 1_000_000, 1e6));
    network.swarm.addPeers(List.of(peer.address()), source);
    return peer;
  }

  private void readAll(SimulatedNetwork network) {
    assertThat(network.read(reader, new Wish(0, 4, 4), Duration.ofMinutes(1))).isPositive();
  }

  @Test
  void peerThatGave_isRememberedWhenTheTorrentFallsAsleep() {
    SimulatedNetwork network = network(CONFIG);
    SimulatedPeer peer = reachable(network, 1, PeerSource.TRACKER);
    network.swarm.addPeers(List.of(SimulatedNetwork.address(2)), PeerSource.TRACKER);
    readAll(network);
    network.run(Duration.ofMinutes(20));
    assertThat(peer.connected()).isFalse();
    assertThat(network.remembered)
        .containsExactly(new KnownPeer(peer.address(), PeerSource.TRACKER));
  }

  @Test
  void rememberedPeer_isConnectedTo() {
    SimulatedNetwork network = network(CONFIG);
    SimulatedPeer peer = network.add(new SimulatedPeer(network, 1, 1_000_000, 1e6));
    network.swarm.recall(List.of(new KnownPeer(peer.address(), PeerSource.TRACKER)));
    readAll(network);
  }

  @Test
  void rememberedPeerThatWasFound_isUsedWithDiscoveryOnly() {
    for (boolean discovery : new boolean[] {false, true}) {
      SimulatedNetwork network = network(discovery ? WITH_PEX : CONFIG);
      SimulatedPeer peer = network.add(new SimulatedPeer(network, 1, 1_000_000, 1e6));
      network.swarm.recall(List.of(new KnownPeer(peer.address(), PeerSource.FOUND)));
      network.swarm.wish(reader, new Wish(0, 1, 1));
      network.run(Duration.ofSeconds(10));
      assertThat(peer.connected()).isEqualTo(discovery);
    }
  }

  @Test
  void corruptPeer_isConnectedToAgainOnlyAfterItsBan_andNotRemembered() {
    SimulatedNetwork network = network(CONFIG);
    SimulatedPeer liar = reachable(network, 1, PeerSource.TRACKER);
    liar.faults.corruptEvery = 1;
    network.swarm.wish(reader, new Wish(0, 1, 1));
    assertThat(network.run(Duration.ofMinutes(1), () -> liar.closeReason != null)).isTrue();
    assertThat(network.run(Duration.ofMinutes(9), liar::connected)).isFalse();
    network.swarm.remember();
    assertThat(network.remembered).isEmpty();
    liar.faults.corruptEvery = 0;
    assertThat(network.run(Duration.ofMinutes(3), () -> network.verified.get(0))).isTrue();
  }

  @Test
  void magnetThatTurnsOutPrivate_keepsThePeersOfItsTrackerOnly() {
    SimulatedNetwork network = network(WITH_PEX);
    SimulatedPeer own = reachable(network, 1, PeerSource.TRACKER);
    SimulatedPeer named = reachable(network, 2, PeerSource.NAMED);
    SimulatedPeer found = reachable(network, 3, PeerSource.FOUND);
    SimulatedPeer incoming = network.connect(new SimulatedPeer(network, 4, 1_000_000, 1e6));
    network.swarm.wish(reader, new Wish(0, 4, 4));
    assertThat(network.run(Duration.ofSeconds(10), () -> found.connected() && own.connected()))
        .isTrue();
    network.asked.clear();

    network.swarm.start(network.geometry, new byte[100], true, new BitSet(), new BitSet());

    assertThat(network.run(Duration.ofSeconds(1), () -> found.closeReason != null)).isTrue();
    assertThat(found.closeReason).contains("private");
    assertThat(incoming.closeReason).contains("private");
    assertThat(network.asked).containsExactly(false, true);
    network.swarm.wish(reader, new Wish(0, 4, 4));
    network.swarm.addPeers(List.of(SimulatedNetwork.address(3)), PeerSource.FOUND);
    network.run(Duration.ofMinutes(10));
    assertThat(found.connected()).isFalse();
    assertThat(own.connected()).isTrue();
    assertThat(named.connected()).isTrue();
  }

  @Test
  void privateTorrent_takesAndTellsNothingOfPeerExchange() {
    SimulatedNetwork network = network(WITH_PEX);
    network.swarm.start(network.geometry, new byte[100], true, new BitSet(), new BitSet());
    SimulatedPeer one = reachable(network, 1, PeerSource.TRACKER);
    SimulatedPeer two = reachable(network, 2, PeerSource.TRACKER);
    network.swarm.wish(reader, new Wish(0, 1, 1));
    assertThat(network.run(Duration.ofSeconds(10), () -> one.connected() && two.connected()))
        .isTrue();
    two.receiver().onExtensions(OptionalInt.of(7000), OptionalInt.empty(), OptionalInt.empty());
    SimulatedPeer third = network.add(new SimulatedPeer(network, 3, 1_000_000, 1e6));
    one.receiver().onPeerExchange(List.of(third.address()));
    network.swarm.wish(reader, new Wish(0, 2, 2));
    network.run(Duration.ofMinutes(2));
    assertThat(one.told).isEmpty();
    assertThat(third.connected()).isFalse();
  }
}
