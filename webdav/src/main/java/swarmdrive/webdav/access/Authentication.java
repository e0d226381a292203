package swarmdrive.webdav.access;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import swarmdrive.webdav.Account;
import swarmdrive.webdav.Accounts;
import swarmdrive.webdav.Sessions;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpStatusException;

/** Finds out who sends a request. Any thread. */
final class Authentication {
  /** What was found out. */
  sealed interface Answer {
    record Known(Account account) implements Answer {}

    /**
     * @param stale whether only the nonce was too old
     */
    record Unknown(boolean stale) implements Answer {}

    /** Too many wrong ones came from this address: this was not even looked at. */
    record TooMany(Duration delay) implements Answer {}
  }

  private final BasicCheck basic;
  private final DigestCheck digest;
  private final Attempts attempts;
  private final boolean offersDigest;
  private final Sessions sessions;

  Authentication(Accounts accounts, Sessions sessions, boolean offersDigest, InstantSource clock) {
    this.sessions = sessions;
    SecureRandom random = new SecureRandom();
    Digests digests = new Digests(random);
    this.basic = new BasicCheck(accounts, digests);
    this.digest = new DigestCheck(accounts, new Nonces(clock, random, digests));
    this.attempts = new Attempts(clock);
    this.offersDigest = offersDigest;
  }

  /** The WWW-Authenticate fields, the best scheme first. */
  List<String> challenges(boolean stale) {
    List<String> challenges = new ArrayList<>();
    if (offersDigest) {
      DigestCheck.ALGORITHMS.forEach(name -> challenges.add(digest.challenge(name, stale)));
    }
    challenges.add("Basic realm=\"" + Account.REALM + "\", charset=\"UTF-8\"");
    return challenges;
  }

  /**
   * Looks at the Authorization field, and without one for a session.
   *
   * @throws HttpStatusException 503 if too many passwords are being checked
   */
  Answer ask(HttpRequest request, InetAddress client) throws HttpStatusException {
    String field = request.header("Authorization");
    int blank = field == null ? -1 : field.indexOf(' ');
    if (field == null || blank < 0) {
      return sessions
          .find(request.headers("Cookie"))
          .<Answer>map(Answer.Known::new)
          .orElseGet(() -> new Answer.Unknown(false));
    }
    String scheme = field.substring(0, blank);
    String rest = field.substring(blank + 1);
    if (scheme.equalsIgnoreCase("Basic")) {
      return basic(rest, client);
    }
    return scheme.equalsIgnoreCase("Digest") && offersDigest
        ? digest(request, rest, client)
        : new Answer.Unknown(false);
  }

  private Answer basic(String token, InetAddress client) throws HttpStatusException {
    Optional<BasicCheck.NameAndPassword> given = BasicCheck.parse(token);
    if (given.isEmpty()) {
      return new Answer.Unknown(false);
    }
    Optional<Account> remembered = basic.remembered(given.get());
    if (remembered.isPresent()) {
      return new Answer.Known(remembered.get());
    }
    Duration wait = attempts.wait(client);
    if (!wait.isZero()) {
      return new Answer.TooMany(wait);
    }
    return judged(basic.verified(given.get()), client);
  }

  private Answer judged(Optional<Account> account, InetAddress client) {
    if (account.isEmpty()) {
      attempts.failed(client);
      return new Answer.Unknown(false);
    }
    attempts.succeeded(client);
    return new Answer.Known(account.get());
  }

  private Answer digest(HttpRequest request, String field, InetAddress client) {
    Duration wait = attempts.wait(client);
    if (!wait.isZero()) {
      return new Answer.TooMany(wait);
    }
    return switch (digest.check(request, field)) {
      case DigestCheck.Verdict.Stale() -> new Answer.Unknown(true);
      case DigestCheck.Verdict.Right(Account account) -> judged(Optional.of(account), client);
      case DigestCheck.Verdict.Wrong() -> judged(Optional.empty(), client);
    };
  }
}
