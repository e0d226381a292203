package swarmdrive.webdav;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Users that gave their password to a page of this server: their browsers send a cookie (RFC 6265)
 * from then on. Kept in memory: a restart asks for passwords again. Any thread.
 */
public final class Sessions {
  private static final String COOKIE = "swarmdrive-session";
  private static final int MOST = 10_000;
  private static final Duration UNUSED = Duration.ofDays(7);
  private static final int TOKEN_BYTES = 32;

  private final Accounts accounts;
  private final String attributes;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Session> sessions =
      CacheBuilder.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();

  /** Another password ends it. */
  private record Session(String name, String passwordHash) {}

  /**
   * @param path below which browsers send the cookie
   * @param secure whether connections have TLS
   */
  public Sessions(Accounts accounts, String path, boolean secure) {
    this.accounts = accounts;
    this.attributes = "; Path=" + path + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
  }

  /**
   * Begins one.
   *
   * @return a Set-Cookie field
   */
  public String open(Account account) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    sessions.put(token, new Session(account.name(), account.passwordHash()));
    return COOKIE + "=" + token + attributes;
  }

  /**
   * Ends those that a Cookie field names.
   *
   * @return a Set-Cookie field
   */
  public String close(@Nullable String cookies) {
    sessions.invalidateAll(tokens(cookies));
    return COOKIE + "=" + attributes + "; Max-Age=0";
  }

  /** Whose session a Cookie field names. */
  public Optional<Account> find(@Nullable String cookies) {
    for (String token : tokens(cookies)) {
      Session session = sessions.getIfPresent(token);
      if (session != null) {
        return accounts
            .find(session.name)
            .filter(account -> account.passwordHash().equals(session.passwordHash));
      }
    }
    return Optional.empty();
  }

  private static List<String> tokens(@Nullable String cookies) {
    List<String> tokens = new ArrayList<>();
    for (String pair : cookies == null ? new String[0] : cookies.split("[;,]", -1)) {
      String cookie = pair.strip();
      if (cookie.startsWith(COOKIE + "=")) {
        tokens.add(cookie.substring(COOKIE.length() + 1));
      }
    }
    return tokens;
  }
}
