package swarmdrive.archive.zip.crypt;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.Passwords;

/**
 * Opens encrypted members with the configured passwords, and keeps for all of their readers what
 * was found out. Safe for any number of threads; nothing waits under a lock.
 */
public final class EncryptedMembers {
  private static final int KEPT_KEYS = 1024; // members, and archives
  private static final int KEPT_STATES = 128; // members: up to 100 KB each

  private final ImmutableList<Password> passwords;
  private final int maxWhole;
  private final Cache<EncryptedMember.Key, Optional<AesKeys>> keys = cache(KEPT_KEYS);
  private final Cache<EncryptedMember.Key, TraditionalStates> states = cache(KEPT_STATES);
  private final Cache<Object, Password> fitting =
      cache(KEPT_KEYS); // that fitted an archive's member last

  @Inject
  public EncryptedMembers(Passwords passwords, ArchiveConfig config) {
    this.passwords = encoded(passwords);
    this.maxWhole = (int) config.maxDecodedInMemory();
  }

  private static <K, V> Cache<K, V> cache(int most) {
    return CacheBuilder.newBuilder().maximumSize(most).build();
  }

  /** Nobody wrote down in which code page a password is meant. */
  private static ImmutableList<Password> encoded(Passwords passwords) {
    ImmutableList.Builder<Password> encoded = ImmutableList.builder();
    for (String password : passwords.all()) {
      byte[] utf8 = password.getBytes(StandardCharsets.UTF_8);
      byte[] latin = password.getBytes(StandardCharsets.ISO_8859_1);
      encoded.add(new Password(utf8));
      if (!Arrays.equals(utf8, latin)) {
        encoded.add(new Password(latin));
      }
    }
    return encoded.build();
  }

  /**
   * The bytes of a member encrypted in the traditional way, as they were before. Reads what lies
   * before them.
   *
   * @param check that the password's bytes have to lead to: the highest of the checksum or the time
   * @throws ArchiveException if no password fits. One byte tells only so much: a wrong one fits one
   *     time in 256
   */
  public ByteSource traditional(EncryptedMember member, int check, ByteSource archive)
      throws IOException {
    if (member.length() < TraditionalKeys.HEADER) {
      throw member.unreadable("it is too short for an encrypted one");
    }
    TraditionalStates known = states.getIfPresent(member.key());
    if (known == null) {
      known = TraditionalStates.of(traditionalKeys(member, check, archive), member.length());
      states.put(member.key(), known);
    }
    return new TraditionalSource(member, archive, known);
  }

  private TraditionalKeys traditionalKeys(EncryptedMember member, int check, ByteSource archive)
      throws IOException {
    byte[] header = Bytes.read(archive, member.position(), TraditionalKeys.HEADER);
    Password password =
        first(member, candidate -> TraditionalKeys.behind(header, candidate).fits(check))
            .orElseThrow(() -> noPassword(member));
    return TraditionalKeys.behind(header, password);
  }

  /**
   * The bytes of a member encrypted by AES, as they were before. Reads what lies before them. Small
   * members are checked by their authentication code before a byte is given, of large ones the code
   * would cost all.
   *
   * @throws ArchiveException if no password fits
   */
  public ByteSource aes(EncryptedMember member, AesStrength strength, ByteSource archive)
      throws IOException {
    long length = member.length() - strength.overhead();
    if (length < 0) {
      throw member.unreadable("it is too short for an encrypted one");
    }
    Optional<AesKeys> known = keys.getIfPresent(member.key());
    if (known == null) {
      known = aesKeys(member, strength, archive);
      keys.put(member.key(), known);
    }
    AesKeys fit = known.orElseThrow(() -> noPassword(member));
    long start = member.position() + strength.before();
    return length <= maxWhole
        ? new AuthenticatedBytes(member, fit, archive, start, (int) length)
        : new AesSource(fit, archive, start, length);
  }

  private Optional<AesKeys> aesKeys(
      EncryptedMember member, AesStrength strength, ByteSource archive) throws IOException {
    byte[] before = Bytes.read(archive, member.position(), strength.before());
    List<AesKeys> found = new ArrayList<>();
    first(
        member,
        candidate -> {
          Optional<AesKeys> stretched = AesKeys.of(candidate, strength, before);
          stretched.ifPresent(found::add);
          return stretched.isPresent();
        });
    return found.stream().findFirst();
  }

  /** What fitted another member of the archive is tried first. */
  private Optional<Password> first(EncryptedMember member, Predicate<Password> fits) {
    Object archive = member.key().archive();
    Password likely = fitting.getIfPresent(archive);
    if (likely != null && fits.test(likely)) {
      return Optional.of(likely);
    }
    Optional<Password> found =
        passwords.stream()
            .filter(password -> !password.equals(likely) && fits.test(password))
            .findFirst();
    found.ifPresent(password -> fitting.put(archive, password));
    return found;
  }

  private ArchiveException noPassword(EncryptedMember member) {
    return member.unreadable(
        passwords.isEmpty()
            ? "it is encrypted, and archive.passwords is empty"
            : "it is encrypted, and none of archive.passwords fits");
  }
}
