package swarmdrive.webdav;

import java.util.Map;

/**
 * A user.
 *
 * @param name without a colon
 * @param readOnly whether nothing may be changed under this name
 * @param passwordHash what {@link Accounts#verify} understands
 * @param digests H(name:realm:password) in hexadecimal by the algorithm's name, {@code MD5} or
 *     {@code SHA-256} (RFC 7616, 3.4.2); without them Digest is not possible for this user
 */
public record Account(
    String name, boolean readOnly, String passwordHash, Map<String, String> digests) {
  /** The one realm of the whole server. */
  public static final String REALM = "swarmdrive";

  public Account {
    digests = Map.copyOf(digests);
  }

  /** Without anything secret. */
  @Override
  public String toString() {
    return name + (readOnly ? " (read-only)" : "");
  }
}
