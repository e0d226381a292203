package swarmdrive.archive.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;
import swarmdrive.archive.source.Samples;
import swarmdrive.archive.zip.crypt.Encryptors;

/** Encrypted members, of real tools (src/test/resources/zip) and written here. */
class EncryptedZipTest {
  private static final byte[] NUMBERS =
      IntStream.rangeClosed(1, 3000)
          .mapToObj(i -> i + "\n")
          .collect(Collectors.joining())
          .getBytes(UTF_8);
  private static final byte[] PLAIN = Samples.mixed(3, 50_000);

  private static LaidOutSource archive(String name) throws IOException {
    return LaidOutSource.of(Resources.toByteArray(Resources.getResource("zip/" + name + ".zip")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crypt-7zip-aes128",
        "crypt-7zip-aes128-stored",
        "crypt-7zip-aes192",
        "crypt-7zip-aes192-stored",
        "crypt-7zip-aes256",
        "crypt-7zip-aes256-stored",
        "crypt-7zip-traditional",
        "crypt-7zip-traditional-stored",
        "crypt-bsdtar-aes256",
        "crypt-bsdtar-traditional",
        "crypt-infozip",
        "crypt-infozip-stored"
      })
  void archive_ofARealTool_isReadWithItsPassword(String name) throws IOException {
    LaidOutSource archive = archive(name);
    ArchiveIndex index = Zips.index(archive, "first", "secret", "third");
    assertThat(Members.read(index, "folder/numbers.txt", archive)).isEqualTo(NUMBERS);
    assertThat(Members.read(index, "folder/inner/Zürich 😀 #1%.txt", archive))
        .isEqualTo(Arrays.copyOf(NUMBERS, 2000));
    assertThat(Members.read(index, "stored.bin", archive)).asString().isEqualTo("stored as it is");
    assertThat(Members.read(index, "nothing", archive)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"crypt-7zip-aes256", "crypt-7zip-aes256-stored", "crypt-bsdtar-aes256"})
  void archive_withoutItsPassword_isListedAndSaysWhy(String name) throws IOException {
    LaidOutSource archive = archive(name);
    ArchiveIndex index = Zips.index(archive, "Secret");
    assertThat(Members.find(index, "folder/numbers.txt").size()).isEqualTo(NUMBERS.length);
    assertThatThrownBy(() -> Members.read(index, "folder/numbers.txt", archive))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("none of archive.passwords fits");
  }

  private static Consumer<ZipBytes.Member> aes(
      byte[] packed, int size, int version, int method, int crc) {
    byte[] encrypted = Encryptors.aes(packed, "p", 3, 7);
    return member -> {
      member.data = encrypted;
      member.flags = MemberFlags.ENCRYPTED;
      member.method(AesField.METHOD);
      member.told(crc, encrypted.length, size);
      member.localExtra = Encryptors.aesField(version, 3, method);
      member.extra = member.localExtra;
    };
  }

  private static byte[] packed() {
    return Samples.deflated(PLAIN, 6, 0);
  }

  @Test
  void aes_withAndWithoutChecksum_isRead() throws IOException {
    LaidOutSource archive =
        new ZipBytes()
            .stored("one", PLAIN, aes(packed(), PLAIN.length, 1, 8, ZipBytes.crc(PLAIN)))
            .stored("two", PLAIN, aes(packed(), PLAIN.length, 2, 8, 0))
            .stored("three", PLAIN, aes(PLAIN, PLAIN.length, 1, 0, ZipBytes.crc(PLAIN)))
            .stored("four", PLAIN, aes(PLAIN, PLAIN.length, 2, 0, 0))
            .finish();
    ArchiveIndex index = Zips.index(archive, "p");
    for (String name : new String[] {"one", "two", "three", "four"}) {
      assertThat(Members.read(index, name, archive)).as(name).isEqualTo(PLAIN);
    }
  }

  @Test
  void aes_wrongChecksumWhereOneIsTold_isRefused() throws IOException {
    for (int method : new int[] {0, 8}) {
      byte[] packed = method == 0 ? PLAIN : packed();
      refused(aes(packed, PLAIN.length, 1, method, 12345), "p", "damaged");
    }
  }

  private static void refused(Consumer<ZipBytes.Member> change, String password, String why)
      throws IOException {
    LaidOutSource archive = new ZipBytes().stored("a", PLAIN, change).finish();
    ArchiveIndex index = Zips.index(archive, password);
    assertThatThrownBy(() -> Members.read(index, "a", archive))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aes_fieldThatIsMissingOrWrong_isRefused() throws IOException {
    Consumer<ZipBytes.Member> sound = aes(PLAIN, PLAIN.length, 2, 0, 0);
    refused(sound.andThen(member -> member.localExtra = new byte[0]), "p", "nothing tells how");
    refused(
        sound.andThen(member -> member.localExtra = Encryptors.aesField(2, 4, 0)),
        "p",
        "nothing tells how");
    refused(
        sound.andThen(member -> member.localExtra = Encryptors.aesField(2, 3, 77)),
        "p",
        "method 77");
    refused(sound.andThen(member -> member.size -= 1), "p", "another");
  }

  @Test
  void aesMethod_withoutEncryption_isRefused() throws IOException {
    refused(member -> member.method(AesField.METHOD), "p", "method 99 (aes)");
  }

  private static Consumer<ZipBytes.Member> traditional(byte[] packed, int method, int check) {
    byte[] encrypted = Encryptors.traditional(packed, new byte[] {'p'}, check, 7);
    return member -> {
      member.data = encrypted;
      member.flags |= MemberFlags.ENCRYPTED;
      member.method(method);
      member.told(ZipBytes.crc(PLAIN), encrypted.length, PLAIN.length);
    };
  }

  @Test
  void traditional_storedAndDeflated_isRead() throws IOException {
    int check = ZipBytes.crc(PLAIN) >>> 24;
    LaidOutSource archive =
        new ZipBytes()
            .stored("stored", PLAIN, traditional(PLAIN, 0, check))
            .stored("deflated", PLAIN, traditional(packed(), 8, check))
            .finish();
    ArchiveIndex index = Zips.index(archive, "p");
    assertThat(Members.read(index, "stored", archive)).isEqualTo(PLAIN);
    assertThat(Members.read(index, "deflated", archive)).isEqualTo(PLAIN);
    assertThat(index.data(Members.find(index, "stored"), archive))
        .isInstanceOf(MemberData.Decoded.class);
  }

  @Test
  void traditional_writtenAsAStream_isCheckedByItsTime() throws IOException {
    Consumer<ZipBytes.Member> streamed =
        member -> {
          member.flags |= MemberFlags.DESCRIPTOR;
          member.localCrc = 0;
          member.localCompressed = 0;
          member.localSize = 0;
        };
    int time = (13 << 11 | 14 << 5 | 8) >>> 8;
    LaidOutSource archive =
        new ZipBytes().stored("a", PLAIN, traditional(PLAIN, 0, time).andThen(streamed)).finish();
    assertThat(Members.read(Zips.index(archive, "p"), "a", archive)).isEqualTo(PLAIN);
  }

  @Test
  void traditional_wrongPasswordThatLooksRight_isFoundOutByTheChecksum() throws IOException {
    byte[] encrypted = Encryptors.traditional(PLAIN, new byte[] {'p'}, 1, 7);
    int crc = ZipBytes.crc(PLAIN);
    for (int i = 0; i < 2000; i++) {
      String password = "wrong" + i;
      LaidOutSource archive =
          new ZipBytes()
              .stored(
                  "a",
                  PLAIN,
                  member -> {
                    member.data = encrypted;
                    member.flags = MemberFlags.ENCRYPTED;
                    member.told(crc, encrypted.length, PLAIN.length);
                  })
              .finish();
      ArchiveIndex index = Zips.index(archive, password);
      assertThatThrownBy(() -> Members.read(index, "a", archive))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("password");
    }
  }

  @Test
  void strongEncryption_isRefused() throws IOException {
    refused(
        member -> member.flags = MemberFlags.ENCRYPTED | MemberFlags.STRONG,
        "p",
        "nobody may know");
  }

  @Test
  void storedMember_largeAndByAes_costsTheRangeThatIsRead() throws IOException {
    byte[] large = new byte[20 << 20];
    new Random(1).nextBytes(large);
    LaidOutSource bytes =
        new ZipBytes().stored("large", large, aes(large, large.length, 2, 0, 0)).finish();
    CountingSource archive = new CountingSource(bytes);
    ArchiveIndex index = Zips.index(archive, "p");
    Members.read(index, "large", archive); // the password is known from now on
    archive.reset();
    try (MemberData.DecodedSource source = source(index, "large", archive)) {
      assertThat(Members.read(source, 10 << 20, 64 << 10))
          .isEqualTo(Arrays.copyOfRange(large, 10 << 20, (10 << 20) + (64 << 10)));
    }
    assertThat(archive.bytes()).isLessThan((64 << 10) + 200);
    assertThat(archive.pieces(1 << 20)).isLessThanOrEqualTo(3); // of the header, of the range
  }

  @Test
  void source_thatWasClosed_isNotRead() throws IOException {
    LaidOutSource archive =
        new ZipBytes().stored("a", PLAIN, aes(PLAIN, PLAIN.length, 2, 0, 0)).finish();
    MemberData.DecodedSource source = source(Zips.index(archive, "p"), "a", archive);
    assertThat(source.size()).isEqualTo(PLAIN.length);
    source.close();
    assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
  }

  private static MemberData.DecodedSource source(
      ArchiveIndex index, String path, swarmdrive.archive.ByteSource archive) throws IOException {
    return ((MemberData.Decoded) index.data(Members.find(index, path), archive)).source();
  }
}
