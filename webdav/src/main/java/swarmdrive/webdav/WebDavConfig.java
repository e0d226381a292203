package swarmdrive.webdav;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How the server listens and what it allows.
 *
 * @param listen address and port; port 0 takes a free one
 * @param drivePath where the tree is served, begins and ends with a slash, for instance {@code
 *     /dav/}
 * @param firstByteTimeout longest wait for the first byte of a file; then 503 with Retry-After.
 *     Below davfs2's 30 s
 * @param progressTimeout longest wait in mid-body; then the connection is cut
 * @param headerTimeout longest time for a request's head
 * @param idleTimeout how long an idle connection is kept
 * @param maxConnections connections at a time; more wait to be accepted
 * @param maxConnectionsPerAddress connections at a time from one address
 * @param maxHeaderBytes bytes of a request's head; more is 431
 * @param maxBodyBytes bytes of a body for an endpoint; more is 413
 */
public record WebDavConfig(
    InetSocketAddress listen,
    String drivePath,
    Duration firstByteTimeout,
    Duration progressTimeout,
    Duration headerTimeout,
    Duration idleTimeout,
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxHeaderBytes,
    long maxBodyBytes) {
  public WebDavConfig {
    if (!drivePath.startsWith("/") || !drivePath.endsWith("/")) {
      throw new IllegalArgumentException("drivePath must begin and end with a slash: " + drivePath);
    }
    requirePositive("firstByteTimeout", firstByteTimeout);
    requirePositive("progressTimeout", progressTimeout);
    requirePositive("headerTimeout", headerTimeout);
    requirePositive("idleTimeout", idleTimeout);
    requirePositive("maxConnections", maxConnections);
    requirePositive("maxConnectionsPerAddress", maxConnectionsPerAddress);
    requirePositive("maxHeaderBytes", maxHeaderBytes);
    requirePositive("maxBodyBytes", maxBodyBytes);
  }

  private static void requirePositive(String name, Duration value) {
    requirePositive(name, value.toNanos());
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive");
    }
  }
}
