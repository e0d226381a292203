package swarmdrive.archive.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Samples;

class RangeProperties {
  private static final int SIZE = 300_000;

  @Property(tries = 50)
  void read_anySplitOfAnyRanges_isTheMembersSlice(
      @ForAll @IntRange(max = 9) int seed,
      @ForAll boolean large,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = SIZE) Integer> positions,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 70_000) Integer> steps)
      throws IOException {
    byte[] plain = Samples.mixed(seed, SIZE);
    byte[] deflated = Samples.deflated(plain, seed, seed % 3);
    DeflatedMembers members =
        new DeflatedMembers(large ? 0 : 4 << 20, new Checkpoints.Spacing(10_000, 30_000, 1 << 20));
    try (DecodedSource source =
        members.open(Streams.member(deflated, plain), LaidOutSource.of(deflated))) {
      for (int position : positions) {
        requireSlices(source, plain, position, steps);
      }
    }
  }

  private static void requireSlices(
      DecodedSource source, byte[] plain, int position, List<Integer> steps) throws IOException {
    int at = position;
    for (int step : steps) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(step);
      int count = source.read(at, bytes);
      if (at == plain.length) {
        assertThat(count).isEqualTo(-1);
        return;
      }
      assertThat(count).isBetween(1, step).isEqualTo(bytes.position());
      byte[] read = new byte[count];
      bytes.flip().get(read);
      assertThat(read).isEqualTo(Arrays.copyOfRange(plain, at, at + count));
      at += count;
    }
  }
}
