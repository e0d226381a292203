package swarmdrive.webdav.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import swarmdrive.webdav.Account;
import swarmdrive.webdav.Accounts;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.RequestTarget;

/**
 * Digest (RFC 7616) with {@code qop=auth}: the password does not cross the wire, and what crosses
 * it cannot be used twice. Any thread.
 */
final class DigestCheck {
  /** The better one first; Windows knows MD5 only. */
  static final List<String> ALGORITHMS = List.of("SHA-256", "MD5");

  /** What an answer is worth. */
  sealed interface Verdict {
    record Right(Account account) implements Verdict {}

    /** Right, but the nonce has served its time: the client shall take the new one. */
    record Stale() implements Verdict {}

    record Wrong() implements Verdict {}
  }

  private static final Verdict WRONG = new Verdict.Wrong();
  private static final String UNKNOWN = "-";

  private final Accounts accounts;
  private final Nonces nonces;

  DigestCheck(Accounts accounts, Nonces nonces) {
    this.accounts = accounts;
    this.nonces = nonces;
  }

  /** The challenge for one algorithm, with a new nonce. */
  String challenge(String algorithm, boolean stale) {
    return "Digest realm=\"%s\", qop=\"auth\", algorithm=%s, nonce=\"%s\", charset=UTF-8%s"
        .formatted(Account.REALM, algorithm, nonces.issue(), stale ? ", stale=true" : "");
  }

  /**
   * Judges an answer.
   *
   * @param field what follows {@code Digest} in the Authorization field
   */
  Verdict check(HttpRequest request, String field) {
    Map<String, String> given = AuthParameters.parse(field).orElse(Map.of());
    String algorithm = given.getOrDefault("algorithm", "MD5");
    long count = count(given.getOrDefault("nc", ""));
    if (!ALGORITHMS.contains(algorithm)
        || count < 1
        || !given.getOrDefault("qop", "").equals("auth")
        || !given.getOrDefault("realm", "").equals(Account.REALM)
        || !isTarget(given.getOrDefault("uri", ""), request.target())) {
      return WRONG;
    }
    Optional<Account> account = accounts.find(given.getOrDefault("username", ""));
    String secret = account.map(a -> a.digests().get(algorithm)).orElse(UNKNOWN);
    String expected = expected(algorithm, secret, request.method(), given);
    boolean right = Digests.equal(expected, given.getOrDefault("response", ""));
    if (!right || account.isEmpty() || secret.equals(UNKNOWN)) {
      return WRONG;
    }
    return nonces.use(given.getOrDefault("nonce", ""), count)
        ? new Verdict.Right(account.get())
        : new Verdict.Stale();
  }

  private static String expected(
      String algorithm, String secret, String method, Map<String, String> given) {
    String act = Digests.hex(algorithm, method + ':' + given.getOrDefault("uri", ""));
    return Digests.hex(
        algorithm,
        String.join(
            ":",
            secret,
            given.getOrDefault("nonce", ""),
            given.getOrDefault("nc", ""),
            given.getOrDefault("cnonce", ""),
            "auth",
            act));
  }

  /** The answer must be about this request; escapes may be written in other ways. */
  private static boolean isTarget(String uri, RequestTarget target) {
    try {
      RequestTarget named = RequestTarget.parse(uri);
      return named.segments().equals(target.segments()) && named.query().equals(target.query());
    } catch (HttpStatusException e) {
      return false;
    }
  }

  private static long count(String hex) {
    boolean valid = hex.length() == 8 && hex.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    return valid ? Long.parseLong(hex, 16) : -1;
  }
}
