package swarmdrive.archive.zip.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.Passwords;
import swarmdrive.archive.source.CountingSource;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;
import swarmdrive.archive.source.Samples;
import swarmdrive.archive.source.ShortReadSource;

/** Whatever was encrypted: each range of it is what it was before. */
class DecryptionProperties {
  private static final ArchiveConfig NOTHING_WHOLE = new ArchiveConfig(10, 1 << 20, 0);

  private static EncryptedMembers members(ArchiveConfig config, String... passwords) {
    return new EncryptedMembers(new Passwords(List.of(passwords)), config);
  }

  private static EncryptedMember member(int before, int length) {
    return new EncryptedMember(
        new EncryptedMember.Key("archive", before), "member", before, length);
  }

  private static ByteSource aes(
      ByteSource archive, int before, int length, int strength, EncryptedMembers members)
      throws IOException {
    return members.aes(member(before, length), AesStrength.of(strength).orElseThrow(), archive);
  }

  private static byte[] placed(byte[] bytes, int before) {
    byte[] archive = new byte[before + bytes.length + 50];
    Arrays.fill(archive, (byte) 0x55);
    System.arraycopy(bytes, 0, archive, before, bytes.length);
    return archive;
  }

  private static void requireRanges(ByteSource source, byte[] plain, Random random)
      throws IOException {
    assertThat(source.size()).isEqualTo(plain.length);
    for (int i = 0; i < 20; i++) {
      int from = random.nextInt(plain.length + 1);
      int to = from + random.nextInt(Math.min(100_000, plain.length - from + 1));
      assertThat(Members.read(source, from, to - from))
          .isEqualTo(Arrays.copyOfRange(plain, from, to));
    }
    assertThat(source.read(plain.length, ByteBuffer.allocate(1))).isEqualTo(-1);
  }

  @Property(tries = 40)
  void aes_anyRange_isDecrypted(
      @ForAll long seed,
      @ForAll @IntRange(max = 30_000) int length,
      @ForAll @IntRange(min = 1, max = 3) int strength,
      @ForAll @StringLength(min = 1, max = 20) String password,
      @ForAll boolean whole)
      throws IOException {
    byte[] plain = Samples.mixed(seed, length);
    String sound = new String(password.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    byte[] encrypted = Encryptors.aes(plain, sound, strength, seed);
    Random random = new Random(seed);
    int before = random.nextInt(100);
    LaidOutSource archive = LaidOutSource.of(placed(encrypted, before));
    ByteSource source =
        aes(
            new ShortReadSource(archive, 1 + random.nextInt(5000)),
            before,
            encrypted.length,
            strength,
            members(whole ? ArchiveConfig.DEFAULT : NOTHING_WHOLE, "wrong", sound));
    requireRanges(source, plain, random);
  }

  @Property(tries = 25)
  void traditional_anyRange_isDecrypted(
      @ForAll long seed,
      @ForAll @IntRange(max = 1_500_000) int length,
      @ForAll @StringLength(min = 1, max = 20) String password)
      throws IOException {
    byte[] plain = Samples.mixed(seed, length);
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    byte[] encrypted = Encryptors.traditional(plain, bytes, 0x7b, seed);
    Random random = new Random(seed);
    int before = random.nextInt(100);
    LaidOutSource archive = LaidOutSource.of(placed(encrypted, before));
    ByteSource source =
        members(ArchiveConfig.DEFAULT, password)
            .traditional(
                member(before, encrypted.length),
                0x7b,
                new ShortReadSource(archive, 1 + random.nextInt(200_000)));
    requireRanges(source, plain, random);
  }

  @Example
  void traditional_readersAtTheSameTime_readRight() throws Exception {
    byte[] plain = Samples.mixed(4, 2_000_000);
    byte[] encrypted = Encryptors.traditional(plain, "p".getBytes(StandardCharsets.UTF_8), 1, 1);
    ByteSource source =
        members(ArchiveConfig.DEFAULT, "p")
            .traditional(member(0, encrypted.length), 1, LaidOutSource.of(encrypted));
    try (ExecutorService readers = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> results =
          readers.invokeAll(
              java.util.stream.IntStream.range(0, 8)
                  .mapToObj(i -> reader(source, plain, i))
                  .toList());
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    }
  }

  private static java.util.concurrent.Callable<Boolean> reader(
      ByteSource source, byte[] plain, int seed) {
    return () -> {
      requireRanges(source, plain, new Random(seed));
      return true;
    };
  }

  @Example
  void aes_largeMember_readsWhatIsAskedForOnly() throws IOException {
    byte[] plain = Samples.mixed(5, 5_000_000);
    byte[] encrypted = Encryptors.aes(plain, "p", 3, 1);
    CountingSource archive = new CountingSource(LaidOutSource.of(encrypted));
    ByteSource source = aes(archive, 0, encrypted.length, 3, members(ArchiveConfig.DEFAULT, "p"));
    assertThat(archive.bytes()).isEqualTo(18);
    archive.reset();
    assertThat(Members.read(source, 2_500_001, 65_536))
        .isEqualTo(Arrays.copyOfRange(plain, 2_500_001, 2_565_537));
    assertThat(archive.bytes()).isEqualTo(65_536);
  }

  @Example
  void traditional_secondRead_costsWhatLiesAfterTheNearestState() throws IOException {
    byte[] plain = Samples.mixed(6, 5_000_000);
    byte[] encrypted = Encryptors.traditional(plain, new byte[] {'p'}, 2, 1);
    CountingSource archive = new CountingSource(LaidOutSource.of(encrypted));
    EncryptedMembers members = members(ArchiveConfig.DEFAULT, "p");
    EncryptedMember member = member(0, encrypted.length);
    Members.read(members.traditional(member, 2, archive), 4_000_000, 100);
    archive.reset();
    ByteSource other = members.traditional(member, 2, archive);
    assertThat(Members.read(other, 3_000_000, 100))
        .isEqualTo(Arrays.copyOfRange(plain, 3_000_000, 3_000_100));
    assertThat(archive.bytes()).isLessThanOrEqualTo(262_144 + 100);
    archive.reset();
    Members.read(other, 3_000_100, 1000);
    assertThat(archive.bytes()).isEqualTo(1000);
  }

  @Example
  void password_inTheOldCodePage_fits() throws IOException {
    byte[] plain = Samples.mixed(7, 1000);
    byte[] latin = "Grün".getBytes(StandardCharsets.ISO_8859_1);
    byte[] encrypted = Encryptors.traditional(plain, latin, 0xfe, 1);
    ByteSource source =
        members(ArchiveConfig.DEFAULT, "Grün")
            .traditional(member(0, encrypted.length), 0xfe, LaidOutSource.of(encrypted));
    assertThat(Members.read(source, 0, 1000)).isEqualTo(plain);
  }

  @Example
  void aes_bitsThatChanged_areRefusedIfTheMemberIsSmall() throws IOException {
    byte[] encrypted = Encryptors.aes(Samples.mixed(8, 1000), "p", 1, 1);
    for (int at = 10; at < encrypted.length; at += 31) {
      byte[] changed = encrypted.clone();
      changed[at] ^= 4;
      ByteSource source =
          aes(LaidOutSource.of(changed), 0, changed.length, 1, members(ArchiveConfig.DEFAULT, "p"));
      assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(1)))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Example
  void member_tooShortForItsEncryption_isRefused() {
    LaidOutSource archive = LaidOutSource.of(new byte[100]);
    EncryptedMembers members = members(ArchiveConfig.DEFAULT, "p");
    assertThatThrownBy(() -> members.traditional(member(0, 11), 0, archive))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("member cannot be read: it is too short for an encrypted one");
    assertThatThrownBy(() -> members.aes(member(0, 27), AesStrength.AES_256, archive))
        .isInstanceOf(ArchiveException.class);
  }

  @Example
  void member_thatNoPasswordFits_saysSoWithoutTellingOne() {
    byte[] encrypted = Encryptors.aes(new byte[5], "right", 1, 1);
    for (int i = 0; i < 2; i++) { // the second time it is known
      EncryptedMembers members = members(ArchiveConfig.DEFAULT, "hunter2", "hunter3");
      assertThatThrownBy(() -> aes(LaidOutSource.of(encrypted), 0, encrypted.length, 1, members))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("none of archive.passwords fits")
          .hasMessageNotContaining("hunter");
    }
    assertThatThrownBy(
            () ->
                aes(
                    LaidOutSource.of(encrypted),
                    0,
                    encrypted.length,
                    1,
                    members(ArchiveConfig.DEFAULT)))
        .hasMessageContaining("archive.passwords is empty");
  }
}
