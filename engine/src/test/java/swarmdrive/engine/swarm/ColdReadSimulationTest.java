package swarmdrive.engine.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Cold random reads on the swarm of the benchmark: four peers of 20 Mbit/s and 40 ms. On a virtual
 * clock, so figures are exact.
 */
final class ColdReadSimulationTest {
  private static final long LATENCY = 40_000_000;
  private static final double RATE = 20e6 / 8;
  private static final int PIECE = 1 << 20;
  private static final Duration LONG = Duration.ofSeconds(30);

  /** The least possible: a round trip and the piece over all links. */
  private static final double FLOOR_MILLIS = LATENCY / 1e6 + PIECE / (4 * RATE) * 1e3;

  private final SimulatedNetwork network = new SimulatedNetwork(7, 40 * PIECE, PIECE);
  private final List<Double> millis = new ArrayList<>();
  private int nextRead;

  private SimulatedPeer peer(int number, double rate) {
    return network.connect(new SimulatedPeer(network, number, LATENCY, rate));
  }

  private void readCold(int reads) {
    for (int i = 0; i < reads; i++) {
      int piece = 7 * nextRead++ % 40;
      long nanos = network.read("reader", new Wish(piece, piece + 1, piece + 1), LONG);
      assertThat(nanos).as("read %d", i).isPositive();
      millis.add(nanos / 1e6);
      network.run(Duration.ofMillis(300));
    }
  }

  private double quantile(double q) {
    List<Double> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(q * (sorted.size() - 1))));
  }

  @Test
  void fourEqualPeers_readColdPieces_closeToTheFloor() {
    for (int i = 0; i < 4; i++) {
      peer(i, RATE);
    }
    readCold(20);
    assertThat(quantile(0.5) / FLOOR_MILLIS).as("median of %s", millis).isLessThan(1.15);
    assertThat(quantile(0.95) / FLOOR_MILLIS).as("p95 of %s", millis).isLessThan(1.8);
    long sent = network.peers().stream().mapToLong(peer -> peer.bytesSent).sum();
    assertThat((double) sent / (20L * PIECE))
        .as("bytes sent per byte of the pieces")
        .isLessThan(1.02);
  }

  @Test
  void oneStalledPeer_slowsDownTheFirstReadOnly() {
    for (int i = 0; i < 4; i++) {
      peer(i, RATE);
    }
    readCold(5);
    network.peers().get(0).faults.silentFrom = network.peers().get(0).requests + 3;
    millis.clear();
    readCold(10);
    double floorOfThree = LATENCY / 1e6 + PIECE / (3 * RATE) * 1e3;
    assertThat(quantile(0.5) / floorOfThree).as("median of %s", millis).isLessThan(1.3);
    assertThat(quantile(1) / FLOOR_MILLIS).as("worst of %s", millis).isLessThan(3);
  }

  @Test
  void oneVerySlowPeer_doesNotHoldUpTheFastOne() {
    peer(0, 100e6);
    readCold(5);
    double alone = quantile(0.5);
    peer(1, 60e3);
    readCold(1);
    millis.clear();
    readCold(15);
    assertThat(quantile(0.5) / alone).as("median of %s, alone %s", millis, alone).isLessThan(1.1);
  }

  @Test
  void corruptPeer_isBannedAndTheReadStillSucceeds() {
    for (int i = 0; i < 4; i++) {
      peer(i, RATE);
    }
    readCold(3);
    network.peers().get(2).faults.corruptEvery = 1;
    readCold(5);
    assertThat(network.failures).isPositive();
    assertThat(network.peers().get(2).closeReason).contains("wrong bytes");
    assertThat(network.peers().get(0).connected()).isTrue();
    assertThat(network.peers().get(1).connected()).isTrue();
    assertThat(network.peers().get(3).connected()).isTrue();
  }

  @Test
  void sequentialReading_usesAllLinks() {
    for (int i = 0; i < 4; i++) {
      peer(i, RATE);
    }
    readCold(3);
    assertThat(readInOrder() / (4 * RATE)).isGreaterThan(0.9);
  }

  /** Bytes per second of what was missing, with a read-ahead of eight pieces. */
  private double readInOrder() {
    long from = network.nanoTime();
    long before = network.verified.cardinality();
    for (int piece = 0; piece < 40; piece++) {
      network.swarm.wish("player", new Wish(piece, piece + 1, Math.min(40, piece + 9)));
      int wanted = piece;
      assertThat(network.run(LONG, () -> network.verified.get(wanted))).isTrue();
    }
    double seconds = (network.nanoTime() - from) / 1e9;
    return (40 - before) * PIECE / seconds;
  }

  /** As a request for a long range does: four pieces are wanted now, and few more at first. */
  private double readAtOnce() {
    long from = network.nanoTime();
    long before = network.verified.cardinality();
    for (int piece = 0; piece < 40; piece++) {
      int nowEnd = Math.min(40, piece + 4);
      int soonEnd = Math.min(40, nowEnd + Math.min(piece, 8));
      network.swarm.wish("player", new Wish(piece, nowEnd, soonEnd));
      int wanted = piece;
      assertThat(network.run(LONG, () -> network.verified.get(wanted))).isTrue();
    }
    return (40 - before) * PIECE * 1e9 / (network.nanoTime() - from);
  }

  @Test
  void oneOfFourStalledFromTheBegin_holdsUpTheFirstReadBriefly_andReadingInOrderHardlyAtAll() {
    for (int i = 0; i < 4; i++) {
      peer(i, RATE).faults.silentFrom = i == 1 ? 0 : Integer.MAX_VALUE;
    }
    readCold(1);
    assertThat(millis.getFirst() / FLOOR_MILLIS).isLessThan(3);
    readCold(4);
    assertThat(readInOrder() / (3 * RATE)).isGreaterThan(0.9);
  }

  @Test
  void oneOfFourVerySlow_holdsUpTheFirstReadBriefly_andReadingInOrderHardlyAtAll() {
    for (int i = 0; i < 4; i++) {
      peer(i, i == 1 ? RATE / 100 : RATE);
    }
    readCold(1);
    assertThat(millis.getFirst() / FLOOR_MILLIS).isLessThan(3);
    readCold(4);
    assertThat(readAtOnce() / (3 * RATE)).isGreaterThan(0.9);
    assertThat(duplicates()).as("bytes sent more than once").isLessThan(PIECE);
  }

  @Test
  void peerThatAlwaysComesTooLate_isAskedLessAndLess() {
    for (int i = 0; i < 4; i++) {
      peer(i, i == 1 ? RATE / 100 : RATE);
    }
    readCold(20);
    assertThat(network.peers().get(1).requests).isBetween(1, 5);
  }

  private long duplicates() {
    long sent = network.peers().stream().mapToLong(peer -> peer.bytesSent).sum();
    return sent - network.verified.cardinality() * (long) PIECE;
  }
}
