package swarmdrive.engine.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.EngineConfigs;
import swarmdrive.engine.Sharing;

/** Who is given to, how fast, and when no more: peers ask for one block after another. */
final class ChokerTest {
  private static final int PIECE = 1 << 18;
  private static final int LENGTH = 1 << 20;
  private static final Duration NONE = Duration.ZERO;

  @Test
  void whileThereIsRoom_everybodyInterestedIsGivenTo() {
    SimulatedNetwork network = network(new Sharing(true, 3, 0, 0, 0, 0, 0, NONE));
    List<SimulatedPeer> takers = takers(network, 3);
    assertThat(takers).allMatch(SimulatedPeer::isUnchokedByUs);
  }

  @Test
  void noMoreThanTheSlots_areGivenToAtATime() {
    SimulatedNetwork network = network(new Sharing(true, 3, 0, 0, 0, 0, 0, NONE));
    List<SimulatedPeer> takers = takers(network, 10);
    for (int i = 0; i < 200; i++) {
      network.run(Duration.ofSeconds(1));
      assertThat(takers.stream().filter(SimulatedPeer::isUnchokedByUs)).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void everybody_getsATurn() {
    SimulatedNetwork network = network(new Sharing(true, 3, 0, 0, 0, 0, 0, NONE));
    List<SimulatedPeer> takers = takers(network, 10);
    Set<SimulatedPeer> served = new HashSet<>();
    network.run(
        Duration.ofSeconds(30 * 12),
        () -> {
          takers.stream().filter(SimulatedPeer::isUnchokedByUs).forEach(served::add);
          return false;
        });
    assertThat(served).hasSize(10);
  }

  @Test
  void freedSlot_goesToTheNext() {
    SimulatedNetwork network = network(new Sharing(true, 1, 0, 0, 0, 0, 0, NONE));
    List<SimulatedPeer> takers = takers(network, 2);
    assertThat(takers.getFirst().isUnchokedByUs()).isTrue();
    assertThat(takers.getLast().isUnchokedByUs()).isFalse();
    takers.getFirst().receiver().onNotInterested();
    assertThat(takers.getFirst().isUnchokedByUs()).isFalse();
    assertThat(takers.getLast().isUnchokedByUs()).isTrue();
  }

  @Test
  void switchedOff_nobodyIsGivenTo() {
    SimulatedNetwork network = network(new Sharing(false, 8, 0, 0, 0, 0, 0, NONE));
    List<SimulatedPeer> takers = takers(network, 3);
    network.run(Duration.ofSeconds(40));
    assertThat(takers).noneMatch(SimulatedPeer::isUnchokedByUs);
    assertThat(takers).allMatch(taker -> taker.blocksTaken == 0);
  }

  @Test
  void uploadLimit_holdsForAllPeersTogether() {
    SimulatedNetwork network = network(new Sharing(true, 8, 0, 100_000, 0, 0, 0, NONE));
    List<SimulatedPeer> takers = takers(network, 4);
    takers.forEach(SimulatedPeer::takeForEver);
    network.run(Duration.ofSeconds(100));
    long blocks = takers.stream().mapToLong(taker -> taker.blocksTaken).sum();
    assertThat(blocks * 16384.0 / 100).isBetween(90_000.0, 101_000.0);
  }

  @Test
  void torrentsUploadLimit_holdsToo() {
    SimulatedNetwork network = network(new Sharing(true, 8, 0, 0, 0, 50_000, 0, NONE));
    List<SimulatedPeer> takers = takers(network, 2);
    takers.forEach(SimulatedPeer::takeForEver);
    network.run(Duration.ofSeconds(100));
    long blocks = takers.stream().mapToLong(taker -> taker.blocksTaken).sum();
    assertThat(blocks * 16384.0 / 100).isBetween(45_000.0, 51_000.0);
  }

  @Test
  void downloadLimit_holds() {
    for (Sharing sharing :
        List.of(
            new Sharing(true, 8, 100_000, 0, 0, 0, 0, NONE),
            new Sharing(true, 8, 0, 0, 100_000, 0, 0, NONE))) {
      SimulatedNetwork network = network(sharing, new BitSet());
      for (int i = 1; i < 4; i++) {
        network.connect(new SimulatedPeer(network, i, 20_000_000, 1e7));
      }
      network.run(Duration.ofSeconds(2));
      Wish all = new Wish(0, LENGTH / PIECE, LENGTH / PIECE);
      double seconds = network.read(this, all, Duration.ofSeconds(60)) / 1e9;
      assertThat(seconds).isBetween(LENGTH / 100_000 - 1.0, LENGTH / 100_000 + 1.5);
    }
  }

  @Test
  void ratioReached_nothingMoreIsGiven() {
    SimulatedNetwork network = network(new Sharing(true, 8, 0, 0, 0, 0, 0.5, NONE));
    SimulatedPeer taker = takers(network, 1).getFirst();
    taker.takeForEver();
    network.run(Duration.ofSeconds(60));
    assertThat(taker.isUnchokedByUs()).isFalse();
    assertThat(taker.blocksTaken * 16384L).isGreaterThanOrEqualTo(LENGTH / 2);
  }

  @Test
  void timeOver_nothingMoreIsGiven_untilItIsReadAgain() {
    SimulatedNetwork network = network(new Sharing(true, 8, 0, 0, 0, 0, 0, Duration.ofMinutes(1)));
    SimulatedPeer taker = takers(network, 1).getFirst();
    network.run(Duration.ofSeconds(50));
    assertThat(taker.isUnchokedByUs()).isTrue();
    network.run(Duration.ofSeconds(15));
    assertThat(taker.isUnchokedByUs()).isFalse();
    network.swarm.wish(this, new Wish(0, 1, 1));
    network.run(Duration.ofSeconds(2));
    assertThat(taker.isUnchokedByUs()).isTrue();
  }

  private static SimulatedNetwork network(Sharing sharing) {
    BitSet all = new BitSet();
    all.set(0, LENGTH / PIECE);
    return network(sharing, all);
  }

  private static SimulatedNetwork network(Sharing sharing, BitSet held) {
    EngineConfig local = EngineConfig.local(Path.of("unused"));
    return new SimulatedNetwork(
        1, LENGTH, PIECE, EngineConfigs.with(local, "sharing", sharing), held);
  }

  /** Peers that have nothing and are interested. */
  private static List<SimulatedPeer> takers(SimulatedNetwork network, int count) {
    List<SimulatedPeer> takers = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      SimulatedPeer taker = new SimulatedPeer(network, i, 1_000_000, 1e6);
      taker.have.clear();
      network.connect(taker);
      taker.receiver().onInterested();
      takers.add(taker);
    }
    network.run(Duration.ofSeconds(1));
    return takers;
  }
}
