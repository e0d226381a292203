package swarmdrive.webdav;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How the server listens and what it allows.
 *
 * @param listen address and port; port 0 takes a free one
 * @param basePath below which everything is served, from slash to slash; endpoints do not see it
 * @param drivePath where the tree is served, below the base path and from slash to slash, for
 *     instance {@code /dav/}
 * @param firstByteTimeout longest wait for the first byte of a file; then 503 with Retry-After.
 *     Below davfs2's 30 s
 * @param progressTimeout longest wait in mid-body; then the connection is cut
 * @param headerTimeout longest time for a request's head
 * @param idleTimeout how long an idle connection is kept
 * @param maxConnections connections at a time; more wait to be accepted
 * @param maxConnectionsPerAddress connections at a time from one address
 * @param maxHeaderBytes bytes of a request's head; more is 431
 * @param maxBodyBytes bytes of a body for an endpoint; more is 413
 * @param access under which names and through whom it is reached
 * @param tls the certificate; without one connections are plain
 */
public record WebDavConfig(
    InetSocketAddress listen,
    String basePath,
    String drivePath,
    Duration firstByteTimeout,
    Duration progressTimeout,
    Duration headerTimeout,
    Duration idleTimeout,
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxHeaderBytes,
    long maxBodyBytes,
    AccessConfig access,
    Optional<TlsConfig> tls) {
  public WebDavConfig {
    requireSlashes("basePath", basePath);
    requireSlashes("drivePath", drivePath);
    if (!drivePath.startsWith(basePath)) {
      throw new IllegalArgumentException("drivePath must be below " + basePath + ": " + drivePath);
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

  /** The same with a certificate. */
  public WebDavConfig withTls(TlsConfig certificate) {
    return new WebDavConfig(
        listen,
        basePath,
        drivePath,
        firstByteTimeout,
        progressTimeout,
        headerTimeout,
        idleTimeout,
        maxConnections,
        maxConnectionsPerAddress,
        maxHeaderBytes,
        maxBodyBytes,
        access,
        Optional.of(certificate));
  }

  private static void requireSlashes(String name, String path) {
    if (!path.startsWith("/") || !path.endsWith("/")) {
      throw new IllegalArgumentException(name + " must begin and end with a slash: " + path);
    }
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
