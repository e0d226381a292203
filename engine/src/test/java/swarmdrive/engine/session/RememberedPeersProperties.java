package swarmdrive.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import swarmdrive.engine.swarm.KnownPeer;
import swarmdrive.engine.swarm.PeerSource;

class RememberedPeersProperties {
  @Property
  void parse_ofWhatWasWritten_isEqual(@ForAll("peers") List<KnownPeer> peers) {
    String text = RememberedPeers.format(peers);
    assertThat(RememberedPeers.parse(text)).isEqualTo(peers);
    assertThat(text.length()).isLessThan(RememberedPeers.MAX_BYTES);
  }

  @Property(tries = 3000)
  void parse_ofAnything_takesWhatIsAnAddressAndNeverThrows(@ForAll String text) {
    assertThat(RememberedPeers.parse(text)).hasSizeLessThanOrEqualTo(RememberedPeers.MAX_PEERS);
  }

  @Property(tries = 3000)
  void parse_ofDamagedText_neverThrows(
      @ForAll("peers") List<KnownPeer> peers, @ForAll int at, @ForAll char with) {
    StringBuilder text = new StringBuilder(RememberedPeers.format(peers));
    if (!text.isEmpty()) {
      text.setCharAt(Math.floorMod(at, text.length()), with);
    }
    for (KnownPeer peer : RememberedPeers.parse(text.toString())) {
      assertThat(peer.address().isUnresolved()).isFalse();
      assertThat(peer.address().getPort()).isBetween(1, 65535);
    }
  }

  @Example
  void parse_ofNames_resolvesNothing() {
    assertThat(RememberedPeers.parse("tracker peer.example:1\nnamed localhost:2\n")).isEmpty();
  }

  @Example
  void parse_ofManyLines_isBounded() {
    String text = "found 10.0.0.1:1\n".repeat(1000);
    assertThat(RememberedPeers.parse(text)).hasSize(RememberedPeers.MAX_PEERS);
  }

  @Provide
  Arbitrary<List<KnownPeer>> peers() {
    Arbitrary<byte[]> hosts =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofSize(4)
            .map(byte[]::clone)
            .flatMap(
                four ->
                    Arbitraries.bytes()
                        .array(byte[].class)
                        .ofSize(16)
                        .map(sixteen -> sixteen[0] % 2 == 0 ? sixteen : four));
    return Combinators.combine(
            hosts, Arbitraries.integers().between(1, 65535), Arbitraries.of(PeerSource.values()))
        .as(RememberedPeersProperties::peer)
        .list()
        .ofMaxSize(100);
  }

  private static KnownPeer peer(byte[] host, int port, PeerSource source) {
    try {
      return new KnownPeer(new InetSocketAddress(InetAddress.getByAddress(host), port), source);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
