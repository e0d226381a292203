package swarmdrive.engine.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static swarmdrive.engine.swarm.PeerSource.FOUND;
import static swarmdrive.engine.swarm.PeerSource.TRACKER;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class PeerBookTest {
  private static final long SECOND = 1_000_000_000L;
  private static final InetSocketAddress ONE = SimulatedNetwork.address(1);
  private static final InetSocketAddress TWO = SimulatedNetwork.address(2);
  private final PeerBook book = new PeerBook();

  @Test
  void add_knownAddress_isNoNews() {
    assertThat(book.add(ONE, FOUND, 0)).isTrue();
    assertThat(book.add(ONE, FOUND, 0)).isFalse();
  }

  @Test
  void add_addressThatCannotBeReached_isIgnored() {
    assertThat(book.add(new InetSocketAddress("0.0.0.0", 1), FOUND, 0)).isFalse();
    assertThat(book.add(new InetSocketAddress("10.0.0.1", 0), FOUND, 0)).isFalse();
    assertThat(book.add(InetSocketAddress.createUnresolved("peer.example", 1), FOUND, 0)).isFalse();
  }

  @Test
  void next_givesEachAddressOnce() {
    book.add(ONE, FOUND, 0);
    book.add(TWO, FOUND, 0);
    assertThat(book.next(0)).contains(ONE);
    assertThat(book.next(0)).contains(TWO);
    assertThat(book.next(0)).isEmpty();
    assertThat(book.connecting()).isEqualTo(2);
  }

  @Test
  void failedAddress_isTriedAgainLaterAndLater() {
    book.add(ONE, FOUND, 0);
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
    book.add(ONE, FOUND, 0);
    assertThat(book.next(0)).contains(ONE);
    book.connected(ONE);
    assertThat(book.connecting()).isZero();
    book.ended(ONE, true, 0);
    assertThat(book.next(2 * SECOND)).contains(ONE);
  }

  @Test
  void bannedAddress_isLeftAloneForAWhile_eachTimeTwiceAsLong() {
    book.add(ONE, FOUND, 0);
    long now = 0;
    for (int seconds = 600; seconds <= 600 << 4; seconds *= 2) {
      assertThat(book.next(now)).contains(ONE);
      book.connected(ONE);
      book.ban(ONE, now);
      book.ended(ONE, true, now);
      assertThat(book.connecting()).isZero();
      assertThat(book.next(now + seconds * SECOND - 1)).isEmpty();
      assertThat(book.banned(ONE, now + seconds * SECOND - 1)).isTrue();
      now += seconds * SECOND;
      assertThat(book.banned(ONE, now)).isFalse();
    }
  }

  @Test
  void banOfOneAddress_concernsNoOther() {
    book.add(TWO, FOUND, 0);
    book.ban(ONE, 0);
    assertThat(book.next(0)).contains(TWO);
  }

  @Test
  void bans_areBounded_theOldestGo() {
    for (int i = 1; i <= 3000; i++) {
      book.ban(SimulatedNetwork.address(i), 0);
    }
    assertThat(book.banned(SimulatedNetwork.address(3000), 1)).isTrue();
    assertThat(book.banned(SimulatedNetwork.address(1), 1)).isFalse();
  }

  @Test
  void fullBook_forgetsWhatFailedForWhatIsNew() {
    for (int i = 1; i <= 2000; i++) {
      book.add(SimulatedNetwork.address(i), FOUND, 0);
    }
    assertThat(book.next(0)).contains(ONE);
    book.ended(ONE, false, 0);
    assertThat(book.add(SimulatedNetwork.address(2001), FOUND, 0)).isTrue();
    assertThat(book.add(SimulatedNetwork.address(2002), FOUND, 0)).isFalse();
    assertThat(book.add(ONE, FOUND, 0)).isFalse();
  }

  @Test
  void source_ofAnAddressThatTheTrackerNames_isTheTracker() {
    book.add(ONE, FOUND, 0);
    assertThat(book.source(ONE)).isEqualTo(FOUND);
    book.add(ONE, TRACKER, 0);
    book.add(ONE, FOUND, 0);
    assertThat(book.source(ONE)).isEqualTo(TRACKER);
  }

  @Test
  void forgetFound_leavesWhatIsTheTorrentsOwn() {
    book.add(ONE, FOUND, 0);
    book.add(TWO, TRACKER, 0);
    assertThat(book.next(0)).contains(ONE);
    book.forgetFound();
    assertThat(book.connecting()).isZero();
    assertThat(book.next(0)).contains(TWO);
    assertThat(book.next(1000 * SECOND)).isEmpty();
  }

  @Test
  void add_beyondTheBound_isIgnored() {
    for (int i = 1; i <= 3000; i++) {
      book.add(SimulatedNetwork.address(i), FOUND, 0);
    }
    assertThat(book.size()).isEqualTo(2000);
  }
}
