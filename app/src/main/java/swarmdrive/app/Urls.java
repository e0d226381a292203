package swarmdrive.app;

import com.google.common.net.HostAndPort;
import java.net.InetSocketAddress;
import swarmdrive.webdav.WebDavConfig;

/** Addresses as a user writes them. */
final class Urls {
  private Urls() {}

  /** {@code HOST:PORT}, an IPv6 address in brackets. */
  static String hostAndPort(InetSocketAddress address) {
    return HostAndPort.fromParts(address.getAddress().getHostAddress(), address.getPort())
        .toString();
  }

  /**
   * {@code http://HOST:PORT/}, or {@code https:} and what else is configured.
   *
   * @param address the one that is listened on
   */
  static String home(InetSocketAddress address, WebDavConfig config) {
    String scheme = config.tls().isPresent() ? "https" : "http";
    return scheme + "://" + hostAndPort(address) + config.basePath();
  }
}
