package swarmdrive.archive.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.index.IndexStore;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Samples;

/** What reads of a large member cost in pieces, with the checkpoints as they are by default. */
class PieceCostTest {
  private static final int SIZE = 16_000_000;
  private static final long MIB = 1 << 20;
  private static final int STEP = 64 << 10;

  private final byte[] plain = Samples.mixed(9, SIZE);
  private final byte[] deflated = Samples.deflated(plain, 6, 0);
  private final CountingSource archive = new CountingSource(LaidOutSource.of(deflated));
  private final DeflatedMember member = Streams.member(deflated, plain);
  private final DeflatedMembers members =
      new DeflatedMembers(ArchiveConfig.DEFAULT, IndexStore.NONE);

  private void read(int position, int length) throws IOException {
    try (DecodedSource source = members.open(member, archive)) {
      source.readFully(position, ByteBuffer.allocate(length));
    }
  }

  @Test
  void reads_ofALargeMember_costFewPieces() throws IOException {
    read(SIZE / 2, STEP);
    assertThat(archive.pieces(MIB)).isLessThanOrEqualTo(deflated.length / MIB / 2 + 2);
    read(SIZE - STEP, STEP);

    Random random = new Random(3);
    long[] sums = new long[3];
    for (int i = 0; i < 60; i++) {
      archive.reset();
      read(random.nextInt(SIZE - STEP), STEP);
      assertThat(archive.pieces(MIB)).isLessThanOrEqualTo(2);
      assertThat(archive.pieces(MIB / 4)).isLessThanOrEqualTo(5);
      sums[0] += archive.pieces(MIB / 4);
      sums[1] += archive.pieces(MIB);
      sums[2] += archive.pieces(MIB * 4);
    }
    assertThat(sums[0] / 60.0).isLessThan(3.6);
    assertThat(sums[1] / 60.0).isLessThan(1.6);
    assertThat(sums[2] / 60.0).isLessThan(1.2);

    archive.reset();
    for (int quarter = 1; quarter < 4; quarter++) {
      read(SIZE / 4 * quarter, 2_000_000);
    }
    assertThat(archive.pieces(MIB)).isLessThanOrEqualTo(10);
  }
}
