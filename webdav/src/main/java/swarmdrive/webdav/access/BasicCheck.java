package swarmdrive.webdav.access;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import swarmdrive.webdav.Account;
import swarmdrive.webdav.Accounts;
import swarmdrive.webdav.http.HttpStatusException;

/**
 * Basic (RFC 7617). A password's hash is slow on purpose, and clients send the password with every
 * request, so what was found right is remembered for a while: under a keyed hash, never as it is.
 * Any thread.
 */
final class BasicCheck {
  /**
   * Anything that is no hash: verifying it takes as long, so that unknown names do not stand out.
   */
  private static final String NO_HASH = "";

  private static final int REMEMBERED = 1000;
  private static final Duration MEMORY = Duration.ofMinutes(10);

  /** Hashes computed at a time: guessing must not take the machine from those who are in. */
  private static final int AT_A_TIME = 2;

  private static final int PATIENCE_SECONDS = 10;

  /** Name and password of an Authorization field. */
  record NameAndPassword(String name, String password) {}

  private final Accounts accounts;
  private final Digests digests;
  private final Semaphore computing = new Semaphore(AT_A_TIME);

  /** The hash that a name and password were found to match. */
  private final Cache<ByteBuffer, String> right =
      CacheBuilder.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(MEMORY).build();

  BasicCheck(Accounts accounts, Digests digests) {
    this.accounts = accounts;
    this.digests = digests;
  }

  /**
   * Reads what follows {@code Basic} in an Authorization field.
   *
   * @return empty if it is malformed
   */
  static Optional<NameAndPassword> parse(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token.strip()), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new NameAndPassword(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The account if this name and password were found right a while ago; costs nearly nothing. */
  Optional<Account> remembered(NameAndPassword given) {
    String hash = right.getIfPresent(key(given));
    return hash == null
        ? Optional.empty()
        : account(given.name()).filter(account -> account.passwordHash().equals(hash));
  }

  /**
   * Computes the hash.
   *
   * @throws HttpStatusException 503 if too many others are being computed
   */
  Optional<Account> verified(NameAndPassword given) throws HttpStatusException {
    Optional<Account> account = account(given.name());
    String hash = account.map(Account::passwordHash).orElse(NO_HASH);
    if (!verify(hash, given.password())) {
      return Optional.empty();
    }
    right.put(key(given), hash);
    return account;
  }

  private boolean verify(String hash, String password) throws HttpStatusException {
    try {
      if (!computing.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new HttpStatusException(503, "Too many passwords are being checked");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpStatusException(503, "The server is stopping");
    }
    try {
      return accounts.verify(hash, password);
    } finally {
      computing.release();
    }
  }

  /** Windows may put a domain before the name. */
  private Optional<Account> account(String name) {
    Optional<Account> exact = accounts.find(name);
    int domain = name.lastIndexOf('\\');
    return exact.isPresent() || domain < 0 ? exact : accounts.find(name.substring(domain + 1));
  }

  private ByteBuffer key(NameAndPassword given) {
    String text = given.name() + ':' + given.password();
    return ByteBuffer.wrap(digests.keyed(text.getBytes(StandardCharsets.UTF_8)));
  }
}
