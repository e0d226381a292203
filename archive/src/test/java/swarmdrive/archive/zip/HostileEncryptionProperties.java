package swarmdrive.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;
import swarmdrive.archive.source.Samples;
import swarmdrive.archive.zip.crypt.Encryptors;

/**
 * Whatever happened to an encrypted archive: its members' bytes, or an {@link ArchiveException}.
 */
class HostileEncryptionProperties {
  private static final byte[] PLAIN = Samples.mixed(1, 300);

  private static byte[] small() {
    byte[] traditional =
        Encryptors.traditional(PLAIN, new byte[] {'p'}, ZipBytes.crc(PLAIN) >>> 24, 1);
    byte[] packed = Samples.deflated(PLAIN, 9, 0);
    byte[] aes = Encryptors.aes(packed, "p", 1, 2);
    return new ZipBytes()
        .stored(
            "a",
            PLAIN,
            member -> {
              member.data = traditional;
              member.flags = MemberFlags.ENCRYPTED;
              member.told(ZipBytes.crc(PLAIN), traditional.length, PLAIN.length);
            })
        .stored(
            "b",
            PLAIN,
            member -> {
              member.data = aes;
              member.flags = MemberFlags.ENCRYPTED;
              member.method(AesField.METHOD);
              member.told(0, aes.length, PLAIN.length);
              member.localExtra = Encryptors.aesField(2, 1, 8);
            })
        .finish()
        .toBytes();
  }

  /** Each of these is small, so that what is read was checked. */
  private static int walk(byte[] bytes) throws IOException {
    LaidOutSource archive = LaidOutSource.of(bytes);
    int readable = 0;
    try {
      ArchiveIndex index = Zips.index(archive, "p");
      for (String path : Members.paths(index)) {
        if (!path.endsWith("/") && Members.find(index, path).size() < 1 << 20) {
          readable += read(index, path, archive);
        }
      }
    } catch (ArchiveException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    return readable;
  }

  private static int read(ArchiveIndex index, String path, LaidOutSource archive)
      throws IOException {
    try {
      byte[] read = Members.read(index, path, archive);
      assertThat(read).isEqualTo(Arrays.copyOf(PLAIN, read.length));
      return 1;
    } catch (ArchiveException | EOFException e) {
      return 0;
    }
  }

  @Example
  void walk_soundArchive_readsAll() throws IOException {
    assertThat(walk(small())).isEqualTo(2);
  }

  @Example
  void walk_everyByteFlipped_givesNoOtherBytes() throws IOException {
    byte[] sound = small();
    for (int at = 0; at < sound.length; at++) {
      byte[] flipped = sound.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      walk(flipped);
    }
  }

  @Example
  void walk_cutAnywhereBeforeItsDirectory_givesNoOtherBytes() throws IOException {
    byte[] sound = small();
    for (int cut = 1; cut < 400; cut += 3) {
      walk(Arrays.copyOfRange(sound, cut, sound.length));
    }
  }

  @Property(tries = 200)
  void walk_realArchivesWithChangedBytes_ends(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) throws IOException {
    Random random = new Random(seed);
    String[] names = {"7zip-aes256", "infozip", "bsdtar-aes256", "7zip-traditional-stored"};
    byte[] changed =
        Resources.toByteArray(
            Resources.getResource("zip/crypt-" + names[random.nextInt(names.length)] + ".zip"));
    for (int i = 0; i < changes; i++) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
    }
    LaidOutSource archive = LaidOutSource.of(changed);
    try {
      ArchiveIndex index = Zips.index(archive, "secret");
      for (String path : Members.paths(index)) {
        if (!path.endsWith("/") && Members.find(index, path).size() < 1 << 20) {
          Members.read(index, path, archive);
        }
      }
    } catch (ArchiveException | EOFException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }
}
