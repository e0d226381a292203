package swarmdrive.engine.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.EngineConfigs;

final class PeerExchangeTest {
  private final SimulatedNetwork network =
      new SimulatedNetwork(
          1,
          1 << 20,
          1 << 18,
          EngineConfigs.with(EngineConfig.local(Path.of("unused")), "pex", true));

  @Test
  void firstMessage_namesAllOthersAndNotThePeerItself() {
    SimulatedPeer one = connect(1);
    SimulatedPeer two = connect(2);
    network.run(Duration.ofSeconds(3));
    assertThat(one.told).containsExactly(Set.of(two.address()));
    assertThat(two.told).containsExactly(Set.of(one.address()));
  }

  @Test
  void laterPeer_isToldEverybody_othersOnlyTheNews() {
    SimulatedPeer one = connect(1);
    SimulatedPeer two = connect(2);
    network.run(Duration.ofSeconds(30));
    SimulatedPeer three = connect(3);
    network.run(Duration.ofSeconds(3));
    assertThat(three.told).containsExactly(Set.of(one.address(), two.address()));
    assertThat(one.told).hasSize(1);
    network.run(Duration.ofSeconds(60));
    assertThat(one.told.getLast()).containsExactly(three.address());
  }

  @Test
  void peerThatWent_isToldAsDropped() {
    SimulatedPeer one = connect(1);
    SimulatedPeer two = connect(2);
    network.run(Duration.ofSeconds(3));
    two.faults.vanishAt = 1;
    two.close("goes");
    network.run(Duration.ofSeconds(1));
    assertThat(one.dropped).isEmpty();
    network.run(Duration.ofSeconds(120));
    assertThat(one.dropped).containsExactly(Set.of(two.address()));
  }

  @Test
  void message_ofManyPeers_namesAllOthers() {
    for (int i = 2; i < 50; i++) {
      connect(i);
    }
    SimulatedPeer one = connect(1);
    network.run(Duration.ofSeconds(3));
    assertThat(one.told.getFirst()).hasSize(48);
  }

  @Test
  void announcedListenPort_isTold() {
    SimulatedPeer one = connect(1);
    SimulatedPeer two = connect(2);
    two.receiver().onExtensions(OptionalInt.of(7000), OptionalInt.empty(), OptionalInt.empty());
    network.run(Duration.ofSeconds(3));
    assertThat(one.told)
        .containsExactly(Set.of(new InetSocketAddress(two.address().getAddress(), 7000)));
  }

  private SimulatedPeer connect(int number) {
    return network.connect(new SimulatedPeer(network, number, 1_000_000, 1e6));
  }
}
