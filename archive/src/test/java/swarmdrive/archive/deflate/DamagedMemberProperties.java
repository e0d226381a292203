package swarmdrive.archive.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Samples;

class DamagedMemberProperties {
  private static final int SIZE = 200_000;
  private static final byte[] PLAIN = Samples.mixed(3, SIZE);
  private static final byte[] DEFLATED = Samples.deflated(PLAIN, 9, 0);
  private static final Checkpoints.Spacing DENSE = new Checkpoints.Spacing(5_000, 10_000, 1 << 20);

  private static DeflatedMembers small() {
    return new DeflatedMembers(4 << 20, DENSE);
  }

  private static DeflatedMembers large() {
    return new DeflatedMembers(0, DENSE);
  }

  /** What is wrong with it, or null; reads all of it, in order. */
  private static @Nullable String flaw(DeflatedMembers members, byte[] deflated, long size) {
    DeflatedMember sound = Streams.member(deflated, PLAIN);
    DeflatedMember member =
        new DeflatedMember(sound.key(), "x", 0, deflated.length, size, sound.crc32());
    try (DecodedSource source = members.open(member, LaidOutSource.of(deflated))) {
      ByteBuffer bytes = ByteBuffer.allocate(50_000);
      for (long position = 0; position < size; position += bytes.position()) {
        bytes.clear();
        source.read(position, bytes);
      }
      return null;
    } catch (ArchiveException e) {
      return e.getMessage();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Example
  void read_soundMember_hasNoFlaw() {
    assertThat(flaw(small(), DEFLATED, SIZE)).isNull();
    assertThat(flaw(large(), DEFLATED, SIZE)).isNull();
  }

  @Property(tries = 60)
  void read_cutAnywhere_isDamaged(@ForAll @IntRange(min = 1, max = 60_000) int length) {
    byte[] cut = Arrays.copyOf(DEFLATED, Math.min(length, DEFLATED.length - 1));
    assertThat(flaw(small(), cut, SIZE)).contains("x is damaged: ");
    assertThat(flaw(large(), cut, SIZE)).contains("x is damaged: ");
  }

  @Property(tries = 60)
  void read_flippedBits_endInTimeAndTyped(@ForAll long seed, @ForAll @IntRange(max = 8) int flips) {
    byte[] flipped = DEFLATED.clone();
    Random random = new Random(seed);
    for (int i = 0; i <= flips; i++) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    String flaw = flaw(small(), flipped, SIZE);
    assertThat(flaw == null ? Arrays.equals(flipped, DEFLATED) : flaw.startsWith("x is damaged: "))
        .isTrue();
    flaw(large(), flipped, SIZE); // no checksum here: it may pass for sound
  }

  @Property(tries = 1_000)
  void read_noise_endsForBothDecodersAtTheSameByte(@ForAll long seed) throws IOException {
    byte[] noise = new byte[2_000];
    new Random(seed).nextBytes(noise);
    DeflatedMember member = Streams.member(noise, new byte[2_000_000]);
    try (Pass zlib = new InflaterPass(member, LaidOutSource.of(noise), () -> false);
        Pass own = Streams.noting(member, noise, new Streams.EveryCheckpoint(1))) {
      String flaw = flaw(zlib, 1);
      if (flaw == null) { // noise can be a whole stream, a short one
        assertThat(flaw(own, 1 << 20)).isNull();
        assertThat(own.position()).isEqualTo(zlib.position());
        return;
      }
      assertThat(flaw(own, 1 << 20)).startsWith("sample is damaged: ");
      if (flaw.contains("too early")) {
        // our decoder does not give what it decoded last: some of it may be made up
        assertThat(own.position()).isLessThanOrEqualTo(zlib.position() + 1);
      } else {
        assertThat(own.position()).isBetween(zlib.position(), zlib.position() + 1);
      }
    }
  }

  /**
   * Null if the stream ends as it should. In steps of one byte zlib gives all that it decoded
   * before the damage, but the last byte.
   */
  private static @Nullable String flaw(Pass pass, int step) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(step);
    try {
      while (pass.read(bytes.clear()) >= 0) {}
      return null;
    } catch (ArchiveException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Example
  void read_lyingSizes_isDamaged() {
    for (long size : new long[] {1, SIZE - 1, SIZE + 1, SIZE + 40_000, 9_000_000}) {
      assertThat(flaw(small(), DEFLATED, size)).startsWith("x is damaged: ");
      assertThat(flaw(large(), DEFLATED, size)).startsWith("x is damaged: ");
    }
  }

  @Example
  void open_sizeThatNoStreamCanHave_isRefusedAtOnce() {
    assertThat(flaw(small(), DEFLATED, 1L << 50)).contains("it cannot have");
    assertThat(flaw(small(), new byte[0], 1)).contains("it cannot have");
  }

  @Example
  void read_wrongChecksumOfSmallMember_isDamaged() {
    byte[] other = PLAIN.clone();
    other[100]++;
    assertThat(flaw(small(), Samples.deflated(other, 6, 0), SIZE)).contains("checksum");
  }

  @Example
  void read_millionsOfEmptyBlocks_ends() {
    byte[] empty = new byte[1_000_000]; // stored blocks without bytes
    for (int i = 0; i + 5 <= empty.length; i += 5) {
      empty[i + 3] = (byte) 0xff;
      empty[i + 4] = (byte) 0xff;
    }
    assertThat(flaw(large(), empty, SIZE)).startsWith("x is damaged: ");
    assertThat(flaw(small(), empty, SIZE)).startsWith("x is damaged: ");
  }

  @Example
  void checkpoints_ofEndlessMembers_stayBounded() throws IOException {
    byte[] zeros = Samples.deflated(new byte[64 << 20], 6, 0);
    Checkpoints checkpoints = new Checkpoints(new Checkpoints.Spacing(1_000, 10_000, 100_000));
    DeflatedMember member = Streams.member(zeros, new byte[64 << 20]);
    Pass pass = Streams.noting(member, zeros, large().notes(member, checkpoints));
    Streams.drain(pass, 64 << 20, 64 << 20);
    assertThat(checkpoints.bytes()).isBetween(10_000, 100_000);
    assertThat(checkpoints.frontier()).isEqualTo(Long.MAX_VALUE);
  }

  @Example
  void open_negativePosition_isAMistake() throws IOException {
    try (DecodedSource source =
        large().open(Streams.member(DEFLATED, PLAIN), LaidOutSource.of(DEFLATED))) {
      assertThatThrownBy(() -> source.read(-1, ByteBuffer.allocate(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
