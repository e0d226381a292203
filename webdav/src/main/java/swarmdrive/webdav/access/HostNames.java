package swarmdrive.webdav.access;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names under which this server may be addressed. A page on the Internet can let its own name
 * point to this machine (DNS rebinding) and would then read the drive as its own site; it cannot do
 * so with an address, nor with a name that the Internet does not have. Any thread.
 */
final class HostNames {
  /**
   * Reserved, or used by routers, for local networks: nobody can register them (RFC 6762, 8375).
   */
  private static final List<String> LOCAL =
      List.of(".localhost", ".local", ".lan", ".home", ".internal", ".home.arpa");

  private final Set<String> names = new HashSet<>();
  private boolean all;

  /** Nearly every request has the same one as the one before. */
  private volatile String knownLast = "";

  /**
   * @param configured further names
   */
  HostNames(List<String> configured) {
    for (String name : configured) {
      all |= name.equals("*");
      names.add(name.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Whether it is one of this server's.
   *
   * @param authority as in a Host field; null for a client too old to send one, which no browser is
   */
  boolean know(@Nullable String authority) {
    if (authority == null || all || authority.equals(knownLast)) {
      return true;
    }
    String host = host(authority);
    boolean known = host != null && (isLocal(host) || isConfigured(host));
    if (known) {
      knownLast = authority;
    }
    return known;
  }

  private static @Nullable String host(String authority) {
    try {
      String host = HostAndPort.fromString(authority).getHost().toLowerCase(Locale.ROOT);
      return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isLocal(String host) {
    return (host.indexOf('.') < 0 && !host.isEmpty() && host.indexOf(':') < 0)
        || InetAddresses.isInetAddress(host)
        || LOCAL.stream().anyMatch(host::endsWith);
  }

  private boolean isConfigured(String host) {
    if (names.contains(host)) {
      return true;
    }
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      if (names.contains("*" + host.substring(dot))) {
        return true;
      }
    }
    return false;
  }
}
