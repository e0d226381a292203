package swarmdrive.app.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import swarmdrive.app.testing.TestClock;
import swarmdrive.engine.InfoHash;

final class SwarmsTest {
  private static final InfoHash HASH = hash(1);

  private final TestClock clock = new TestClock(Instant.EPOCH);
  private final Swarms swarms = new Swarms(clock);

  @Test
  void peers_learnOfEachOther_andNotOfThemselves() {
    assertThat(announce(HASH, 1, false, false).peers()).isEmpty();
    assertThat(announce(HASH, 2, false, false).peers()).containsExactly(peer(1));
    assertThat(announce(HASH, 1, false, false).peers()).containsExactly(peer(2));
  }

  @Test
  void torrents_areApart() {
    announce(HASH, 1, false, false);
    assertThat(announce(hash(2), 2, false, false).peers()).isEmpty();
  }

  @Test
  void seeders_areCounted_andNotNamedToSeeders() {
    announce(HASH, 1, true, false);
    Swarms.Answer leecher = announce(HASH, 2, false, false);
    assertThat(leecher.complete()).isEqualTo(1);
    assertThat(leecher.incomplete()).isZero();
    assertThat(leecher.peers()).containsExactly(peer(1));
    assertThat(announce(HASH, 3, true, false).peers()).containsExactly(peer(2));
  }

  @Test
  void whoLeaves_isNamedNoMore() {
    announce(HASH, 1, false, false);
    announce(HASH, 1, false, true);
    assertThat(announce(HASH, 2, false, false).peers()).isEmpty();
  }

  @Test
  void whoIsSilent_isForgotten() {
    announce(HASH, 1, false, false);
    clock.advance(Swarms.INTERVAL);
    announce(HASH, 2, false, false);
    clock.advance(Swarms.INTERVAL.plus(Duration.ofSeconds(30)));
    assertThat(announce(HASH, 3, false, false).peers()).containsExactly(peer(2));
  }

  @Test
  void whoWantsFew_getsTheLatest() {
    for (int port = 1; port <= 10; port++) {
      announce(HASH, port, false, false);
    }
    Announce wish = new Announce(HASH, peer(99), false, false, 2);
    assertThat(swarms.announce(wish).peers()).containsExactly(peer(10), peer(9));
  }

  @Test
  void peersAndTorrents_areBounded() {
    for (int port = 1; port <= Swarms.MOST_PEERS + 10; port++) {
      announce(HASH, port, false, false);
    }
    Swarms.Answer answer = announce(HASH, 60_000, false, false);
    assertThat(answer.incomplete()).isEqualTo(Swarms.MOST_PEERS);
    for (int i = 2; i <= Swarms.MOST_TORRENTS + 1; i++) {
      announce(hash(i), 1, false, false);
    }
    assertThat(announce(HASH, 2, false, false).peers()).as("the oldest went").isEmpty();
  }

  private Swarms.Answer announce(InfoHash hash, int port, boolean complete, boolean stopped) {
    return swarms.announce(new Announce(hash, peer(port), complete, stopped, 50));
  }

  private static InetSocketAddress peer(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), port);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static InfoHash hash(int number) {
    return InfoHash.fromHex(String.format("%040x", number));
  }
}
