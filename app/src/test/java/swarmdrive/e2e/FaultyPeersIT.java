package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A peer that misbehaves costs time, never a wrong byte, and not much time beside a good one. */
@ExtendWith(SwarmExtension.class)
class FaultyPeersIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int RATE = 6 << 20;

  private final Swarm swarm;
  private final Libtorrent honest;
  private final NetworkNamespace badHost;

  FaultyPeersIT(Swarm swarm) throws IOException, InterruptedException {
    this.swarm = swarm;
    this.honest = Libtorrent.start(swarm.lan().host("good"));
    this.badHost = swarm.lan().host("bad");
  }

  @BeforeEach
  void letTheFaultyPeerHaveItsTurn() throws Exception {
    honest.limitUpload(RATE);
  }

  @AfterEach
  void stop() {
    honest.close();
  }

  @ParameterizedTest
  @EnumSource(FaultyPeer.Fault.class)
  void wholeFile_isRightAlthoughOnePeerIs(FaultyPeer.Fault fault) throws Exception {
    TorrentOnDisk torrent = torrent(fault.name());
    honest.seed(torrent);
    try (FaultyPeer faulty = FaultyPeer.start(badHost, torrent, fault);
        Swarmdrive swarmdrive = Swarmdrive.serve()) {
      swarm.tracker().awaitSeeders(torrent.infoHash(), 2);
      swarmdrive.addByCopy(torrent);

      assertThat(Curl.mismatch(swarmdrive.drive().url(torrent.name()), torrent.content()))
          .isEqualTo(-1);

      assertThat(faulty.requests()).as("requests that the faulty peer got").isPositive();
      assertThat(faulty.hasVanished()).isEqualTo(fault == FaultyPeer.Fault.VANISH);
    }
  }

  @Test
  void noByteIsServed_whenTheOnlyPeerSendsWrongOnes() throws Exception {
    TorrentOnDisk torrent = torrent("alone");
    var setup = Swarmdrive.Setup.fresh().with("SWARMDRIVE_READ_FIRST_BYTE_TIMEOUT=5 s");
    try (FaultyPeer faulty = FaultyPeer.start(badHost, torrent, FaultyPeer.Fault.CORRUPT);
        Swarmdrive swarmdrive = Swarmdrive.serve(setup)) {
      swarmdrive.addByCopy(torrent);

      assertThatThrownBy(() -> swarmdrive.read(torrent.name(), 3_000_000, 65_536))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("HTTP 503");

      faulty.awaitRequest(LIMIT);
      Eventually.isTrue(
          "a wrong piece was seen", LIMIT, () -> swarmdrive.counter("piecesFailed") > 0);
    }
  }

  private TorrentOnDisk torrent(String name) throws Exception {
    Path content =
        Content.random(
            RunFolder.create("content").resolve(name + ".bin"), 20_000_000, name.hashCode());
    return swarm.make(content);
  }
}
