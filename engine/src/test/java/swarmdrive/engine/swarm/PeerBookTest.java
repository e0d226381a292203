package swarmdrive.engine.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PeerBookTest {
  private static final long SECOND = 1_000_000_000L;
  private static final InetSocketAddress ONE = SimulatedNetwork.address(1);
  private static final InetSocketAddress TWO = SimulatedNetwork.address(2);
  private final PeerBook book = new PeerBook();

  @Test
  void add_knownAddress_isNoNews() {
    assertThat(book.add(ONE, 0)).isTrue();
    assertThat(book.add(ONE, 0)).isFalse();
  }

  @Test
  void add_addressThatCannotBeReached_isIgnored() {
    assertThat(book.add(new InetSocketAddress("0.0.0.0", 1), 0)).isFalse();
    assertThat(book.add(new InetSocketAddress("10.0.0.1", 0), 0)).isFalse();
    assertThat(book.add(InetSocketAddress.createUnresolved("peer.example", 1), 0)).isFalse();
  }

  @Test
  void next_givesEachAddressOnce() {
    book.add(ONE, 0);
    book.add(TWO, 0);
    assertThat(book.next(0)).contains(ONE);
    assertThat(book.next(0)).contains(TWO);
    assertThat(book.next(0)).isEmpty();
    assertThat(book.connecting()).isEqualTo(2);
  }

  @Test
  void failedAddress_isTriedAgainLaterAndLater() {
    book.add(ONE, 0);
    long now = 0;
    for (int seconds = 2; seconds <= 16; seconds *= 2) {
      assertThat(book.next(now)).contains(ONE);
      book.ended(ONE, false, now);
      assertThat(book.next(now + seconds * SECOND - 1)).isEmpty();
      now += seconds * SECOND;
    }
  }

  @Test
  void usefulAddress_isTriedAgainSoon() {
    book.add(ONE, 0);
    assertThat(book.next(0)).contains(ONE);
    book.connected(ONE);
    assertThat(book.connecting()).isZero();
    book.ended(ONE, true, 0);
    assertThat(book.next(2 * SECOND)).contains(ONE);
  }

  @Test
  void bannedAddress_staysBanned() {
    book.add(ONE, 0);
    assertThat(book.next(0)).contains(ONE);
    book.ban(ONE);
    book.ended(ONE, true, 0);
    assertThat(book.banned(ONE)).isTrue();
    assertThat(book.connecting()).isZero();
    assertThat(book.next(1000 * SECOND)).isEqualTo(Optional.empty());
  }

  @Test
  void add_beyondTheBound_isIgnored() {
    for (int i = 1; i <= 3000; i++) {
      book.add(SimulatedNetwork.address(i), 0);
    }
    assertThat(book.size()).isEqualTo(2000);
  }
}
