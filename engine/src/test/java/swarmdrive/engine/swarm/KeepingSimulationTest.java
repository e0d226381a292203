package swarmdrive.engine.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pieces that come when there is time, and pieces that go; on a virtual clock. */
final class KeepingSimulationTest {
  private static final long LATENCY = 40_000_000;
  private static final double RATE = 20e6 / 8;
  private static final int PIECE = 1 << 20;
  private static final int PIECES = 40;
  private static final Duration LONG = Duration.ofSeconds(60);

  private final SimulatedNetwork network = new SimulatedNetwork(7, PIECES * PIECE, PIECE);
  private final Object keeper = "keeper";

  private void connectPeers() {
    for (int i = 0; i < 4; i++) {
      network.connect(new SimulatedPeer(network, i, LATENCY, RATE));
    }
  }

  private long sent() {
    return network.peers().stream().mapToLong(peer -> peer.bytesSent).sum();
  }

  private void evict(int... pieces) {
    BitSet gone = new BitSet();
    IntStream.of(pieces).forEach(gone::set);
    network.verified.andNot(gone);
    network.swarm.piecesGone(gone);
  }

  private boolean hasAll() {
    return network.verified.cardinality() == PIECES;
  }

  @Test
  void later_fetchesEverythingOnce_atFullSpeed() {
    connectPeers();
    long from = network.nanoTime();

    network.swarm.wish(keeper, Wish.later(PIECES));

    assertThat(network.run(LONG, this::hasAll)).isTrue();
    double seconds = (network.nanoTime() - from) / 1e9;
    assertThat(PIECES * PIECE / seconds / (4 * RATE)).isGreaterThan(0.85);
    assertThat(sent()).isEqualTo((long) PIECES * PIECE);
    assertThat(network.swarm.downloading()).isFalse();
  }

  @Test
  void later_isBehindAReader() {
    connectPeers();
    network.swarm.wish(keeper, Wish.later(PIECES));
    network.run(Duration.ofSeconds(1));

    long nanos = network.read("reader", new Wish(39, 40, 40), LONG);

    double floor = LATENCY / 1e9 + PIECE / (4 * RATE);
    assertThat(nanos / 1e9 / floor).isBetween(0.9, 2.2);
    assertThat(network.run(LONG, this::hasAll)).isTrue();
    assertThat((double) sent() / (PIECES * PIECE)).isLessThan(1.05);
  }

  @Test
  void later_waitsForReadersOfOtherTorrents() {
    connectPeers();
    network.othersWait = true;
    network.swarm.wish(keeper, Wish.later(PIECES));
    network.run(Duration.ofSeconds(5));
    assertThat(sent()).isZero();

    network.othersWait = false;

    assertThat(network.run(LONG, this::hasAll)).isTrue();
  }

  @Test
  void later_asksForNoMoreThanThereIsRoomFor() {
    connectPeers();
    network.roomToKeep = 3 * PIECE + 5;
    network.swarm.wish(keeper, Wish.later(PIECES));
    assertThat(network.run(LONG, () -> network.verified.cardinality() == 3)).isTrue();
    network.roomToKeep = 5;

    network.run(Duration.ofSeconds(5));
    assertThat(network.verified.cardinality()).isLessThanOrEqualTo(6);
    long before = sent();
    network.run(Duration.ofSeconds(5));
    assertThat(sent()).isEqualTo(before);
    network.roomToKeep = Long.MAX_VALUE;

    assertThat(network.run(LONG, this::hasAll)).isTrue();
  }

  @Test
  void later_complete_letsTheTorrentSleep_andFetchesWhatGoes() {
    connectPeers();
    network.swarm.wish(keeper, Wish.later(PIECES));
    assertThat(network.run(LONG, this::hasAll)).isTrue();
    network.run(Duration.ofMinutes(6));
    assertThat(network.announcing).isFalse();

    evict(3, 17);
    network.run(Duration.ofSeconds(1));
    assertThat(network.announcing).isTrue();

    connectPeers();
    assertThat(network.run(LONG, this::hasAll)).isTrue();
  }

  @Test
  void later_withdrawnByWhoWishedNothing_wakesNobody() {
    network.swarm.wish(keeper, null);
    network.run(Duration.ofSeconds(1));

    assertThat(network.announcing).isFalse();
  }

  @Test
  void later_withdrawn_asksForNothingMore() {
    connectPeers();
    network.swarm.wish(keeper, Wish.later(PIECES));
    network.run(Duration.ofSeconds(1));
    network.swarm.wish(keeper, null);
    network.run(Duration.ofSeconds(1));
    long before = sent();

    network.run(Duration.ofSeconds(5));

    assertThat(sent()).isEqualTo(before);
    assertThat(network.peers()).allMatch(peer -> peer.outstanding == 0);
  }

  @Test
  void gone_whileAReaderWaitsForIt_isFetchedAgain() {
    connectPeers();
    network.swarm.wish("reader", new Wish(5, 6, 6));
    assertThat(network.run(LONG, () -> network.verified.get(5))).isTrue();

    evict(5);

    assertThat(network.run(LONG, () -> network.verified.get(5))).isTrue();
  }

  @Test
  void gone_beforeItWasRead_isFetchedAgainOnceTheReaderMoves() {
    connectPeers();
    network.swarm.wish("reader", new Wish(5, 6, 10));
    assertThat(network.run(LONG, () -> network.verified.get(9))).isTrue();
    long before = sent();
    evict(8, 9);
    network.run(Duration.ofSeconds(5));
    assertThat(sent()).as("the cache is too small: no use in filling it").isEqualTo(before);

    network.swarm.wish("reader", new Wish(6, 7, 10));

    assertThat(network.run(LONG, () -> network.verified.get(9))).isTrue();
  }

  @Test
  void gone_isNotToldToNewPeers_andOldOnesLearnOfItsReturn() {
    connectPeers();
    network.read("reader", new Wish(5, 7, 7), LONG);
    evict(5);

    AskingPeer peer = new AskingPeer(network.swarm);
    assertThat(peer.told).contains("bitfield {6}");
    network.read("reader", new Wish(5, 6, 6), LONG);

    assertThat(peer.told).contains("have 5");
  }

  @Test
  void gone_askedForByAPeerThatOwesUsNothing_endsTheConnection() {
    connectPeers();
    network.read("reader", new Wish(5, 7, 7), LONG);
    AskingPeer peer = new AskingPeer(network.swarm);
    network.run(Duration.ofSeconds(30));
    evict(5);

    peer.ask(6);
    peer.ask(5);

    assertThat(peer.told).contains("block 6").doesNotContain("block 5");
    assertThat(peer.closeReason).contains("evicted");
  }

  @Test
  void gone_toldToAPeer_andAskedForAllTheSame_voidsItsRequests() {
    connectPeers();
    network.read("reader", new Wish(5, 7, 7), LONG);
    AskingPeer peer = new AskingPeer(network.swarm);
    peer.understandsGone = true;
    evict(5);
    assertThat(peer.told).contains("gone 5");
    peer.told.clear();

    peer.ask(5);

    assertThat(peer.told).containsExactly("choke", "unchoke");
    assertThat(peer.closeReason).isNull();
  }

  @Test
  void peerLosesAPiece_itIsAskedOfOthersAtOnce() {
    connectPeers();
    AskingPeer peer = new AskingPeer(network.swarm);
    peer.offer(4);
    network.swarm.wish("reader", new Wish(4, 5, 5));
    assertThat(network.run(Duration.ofMillis(100), () -> peer.told.contains("request 4"))).isTrue();

    peer.lose(4);

    assertThat(network.run(Duration.ofSeconds(2), () -> network.verified.get(4))).isTrue();
  }

  @Test
  void gone_askedForByAPeerThatWeAsk_voidsItsRequests() {
    AskingPeer peer = new AskingPeer(network.swarm);
    peer.offer(4);
    network.verified.set(5);
    network.swarm.pieceHeld(5);
    evict(5);
    network.swarm.wish("reader", new Wish(4, 5, 5));
    network.run(Duration.ofSeconds(1));
    assertThat(peer.told).contains("request 4");
    peer.told.clear();

    peer.ask(5);

    assertThat(peer.told).containsExactly("choke", "unchoke");
    assertThat(peer.closeReason).isNull();
  }

  @Test
  void gone_ofACompleteTorrent_makesPeersInterestingAgain() {
    for (int piece = 0; piece < PIECES; piece++) {
      network.verified.set(piece);
      network.swarm.pieceHeld(piece);
    }
    AskingPeer peer = new AskingPeer(network.swarm);
    assertThat(peer.told).doesNotContain("interested");

    evict(0);

    assertThat(peer.told).contains("interested");
  }
}
