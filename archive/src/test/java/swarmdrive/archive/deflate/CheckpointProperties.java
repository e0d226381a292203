package swarmdrive.archive.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Samples;

class CheckpointProperties {
  private static final int COMPARED = 40_000;

  @Property(tries = 60)
  void firstPass_anyStream_givesWhatWasDeflated(
      @ForAll long seed,
      @ForAll @IntRange(max = 300_000) int length,
      @ForAll @IntRange(max = 9) int level,
      @ForAll @IntRange(max = 2) int strategy)
      throws IOException {
    byte[] plain = Samples.mixed(seed, length);
    byte[] deflated = Samples.deflated(plain, level, strategy);
    Streams.EveryCheckpoint notes = new Streams.EveryCheckpoint(1);
    Pass pass = Streams.noting(Streams.member(deflated, plain), deflated, notes);
    assertThat(Streams.drain(pass, length, length)).isEqualTo(plain);
    assertThat(notes.complete).isTrue();
  }

  @Property(tries = 15)
  void resume_atEveryCheckpoint_givesWhatFollows(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 1_000_000) int length,
      @ForAll @IntRange(max = 9) int level,
      @ForAll @IntRange(max = 2) int strategy)
      throws IOException {
    byte[] plain = Samples.mixed(seed, length);
    requireResumable(plain, Samples.deflated(plain, level, strategy), 5_000);
  }

  @Property(tries = 3)
  void resume_inTheMiddleOfAGiantBlock_givesWhatFollows(@ForAll long seed) throws IOException {
    byte[] plain = Samples.mixed(seed, 900_000);
    for (byte[] deflated :
        List.of(HandEncoder.fixed(plain), HandEncoder.flat(plain), HandEncoder.uneven(plain))) {
      assertThat(inflated(deflated, plain.length)).isEqualTo(plain);
      requireResumable(plain, deflated, 100_000);
    }
  }

  @Example
  void checkpoints_inGiantBlocks_comeAtAllBitOffsets() throws IOException {
    byte[] plain = Samples.mixed(11, 9_000_000);
    for (byte[] deflated : List.of(HandEncoder.fixed(plain), HandEncoder.uneven(plain))) {
      assertThat(requireResumable(plain, deflated, 100_000).cardinality()).isEqualTo(8);
    }
  }

  private static byte[] inflated(byte[] deflated, int length) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(deflated);
      byte[] plain = new byte[length];
      assertThat(inflater.inflate(plain)).isEqualTo(length);
      assertThat(inflater.inflate(new byte[1])).isZero();
      assertThat(inflater.finished()).isTrue();
      return plain;
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    } finally {
      inflater.end();
    }
  }

  /** Resumes both decoders at all checkpoints; returns the bit offsets that came up. */
  static BitSet requireResumable(byte[] plain, byte[] deflated, long distance) throws IOException {
    DeflatedMember member = Streams.member(deflated, plain);
    Streams.EveryCheckpoint notes = new Streams.EveryCheckpoint(distance);
    Streams.drain(Streams.noting(member, deflated, notes), plain.length, plain.length);
    BitSet offsets = new BitSet();
    for (Checkpoint checkpoint : notes.checkpoints) {
      offsets.set((int) checkpoint.bit() & 7);
      int from = (int) checkpoint.position();
      byte[] expected = Arrays.copyOfRange(plain, from, Math.min(plain.length, from + COMPARED));
      try (Pass inflater =
          new InflaterPass(member, LaidOutSource.of(deflated), () -> false, checkpoint)) {
        assertThat(Streams.drain(inflater, plain.length, COMPARED)).isEqualTo(expected);
      }
      Pass own =
          Streams.noting(member, deflated, new Streams.EveryCheckpoint(Long.MAX_VALUE), checkpoint);
      assertThat(Streams.drain(own, plain.length, COMPARED)).isEqualTo(expected);
    }
    return offsets;
  }

  @Example
  void checkpoints_ofLongStreams_comeAtAllBitOffsets() throws IOException {
    byte[] plain = Samples.mixed(7, 4_000_000);
    BitSet offsets =
        requireResumable(plain, Samples.deflated(plain, 6, Deflater.DEFAULT_STRATEGY), 20_000);
    assertThat(offsets.cardinality()).isEqualTo(8);
  }
}
