package swarmdrive.engine.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random swarms with random faults and random readers, on a virtual clock; the seed tells the whole
 * story.
 */
final class SwarmProperties {
  private static final int PIECE = 256 << 10;
  private static final int PIECES = 24;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Property(tries = 150)
  void withOneHonestPeer_everyWishIsFulfilled_andNothingWrongIsKept(@ForAll long seed) {
    run(new SimulatedNetwork(seed, PIECES * PIECE - 12345, PIECE), seed);
  }

  static void run(SimulatedNetwork network, long seed) {
    Random random = network.random;
    int honest = random.nextInt(5);
    for (int i = 0; i < 5; i++) {
      SimulatedPeer peer =
          new SimulatedPeer(
              network, i, millis(random, 1, 200), 50_000 + random.nextInt(20_000_000));
      if (i != honest) {
        spoil(peer, random);
      }
      if (i == honest || random.nextBoolean()) {
        network.connect(peer);
      } else {
        network.add(peer);
        network.swarm.addPeers(java.util.List.of(peer.address()), PeerSource.TRACKER);
      }
    }
    for (int i = 0; i < 12; i++) {
      int from = random.nextInt(PIECES - 3);
      Wish wish =
          new Wish(
              from, from + 1 + random.nextInt(2), Math.min(PIECES, from + 3 + random.nextInt(6)));
      assertThat(network.read("reader " + i % 3, wish, PATIENCE))
          .as("seed %d, read %d, %s", seed, i, wish)
          .isNotNegative();
      network.run(Duration.ofMillis(random.nextInt(400)));
    }
    assertThat(network.peers().get(honest).connected())
        .as("the honest peer is not banned, seed %d", seed)
        .isTrue();
  }

  @Property(tries = 100)
  void afterTheLastReaderLeft_nothingIsAskedOfAnybody(@ForAll long seed) {
    SimulatedNetwork network = new SimulatedNetwork(seed, PIECES * PIECE, PIECE);
    Random random = network.random;
    for (int i = 0; i < 4; i++) {
      SimulatedPeer peer =
          new SimulatedPeer(network, i, millis(random, 1, 100), 50_000 + random.nextInt(5_000_000));
      peer.faults.reorders = random.nextBoolean();
      network.connect(peer);
    }
    for (int i = 0; i < 6; i++) {
      int from = random.nextInt(PIECES - 1);
      network.swarm.wish(
          "reader " + i % 2,
          new Wish(from, from + 1, Math.min(PIECES, from + 1 + random.nextInt(8))));
      network.run(Duration.ofMillis(random.nextInt(300)));
    }
    network.swarm.wish("reader 0", null);
    network.swarm.wish("reader 1", null);
    network.run(Duration.ofSeconds(2));
    for (SimulatedPeer peer : network.peers()) {
      assertThat(peer.pending).as("seed %d", seed).isEmpty();
    }
    assertThat(network.swarm.downloading()).isFalse();
  }

  @Property(tries = 100)
  void stoppingASwarm_givesAllBuffersBack(@ForAll long seed) {
    SimulatedNetwork network = new SimulatedNetwork(seed, PIECES * PIECE, PIECE);
    Random random = network.random;
    for (int i = 0; i < 3; i++) {
      SimulatedPeer peer =
          new SimulatedPeer(network, i, millis(random, 1, 100), 50_000 + random.nextInt(5_000_000));
      spoil(peer, random);
      network.connect(peer);
    }
    network.swarm.wish("reader", new Wish(0, 2, PIECES));
    network.run(Duration.ofMillis(random.nextInt(5000)));
    network.swarm.stop();
    network.run(Duration.ofSeconds(1));
    assertThat(network.buffersOut).as("seed %d", seed).isZero();
    assertThat(network.swarm.peerCount()).isZero();
    assertThat(network.announcing).isFalse();
  }

  private static long millis(Random random, int least, int most) {
    return (least + random.nextInt(most - least)) * 1_000_000L;
  }

  private static void spoil(SimulatedPeer peer, Random random) {
    switch (random.nextInt(8)) {
      case 0 -> peer.faults.silentFrom = 1 + random.nextInt(30);
      case 1 -> peer.faults.corruptEvery = 1 + random.nextInt(10);
      case 2 -> peer.faults.vanishAt = 1 + random.nextInt(60);
      case 3 -> peer.faults.duplicateEvery = 1 + random.nextInt(5);
      case 4 -> peer.faults.chokeEvery = 5 + random.nextInt(40);
      case 5 -> peer.faults.reorders = true;
      case 6 -> peer.have.clear(0, random.nextInt(PIECES));
      default -> {
        // an honest one more
      }
    }
  }
}
