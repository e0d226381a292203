package swarmdrive.app;

import com.google.common.net.HostAndPort;
import java.net.InetSocketAddress;

/** Addresses as a user writes them. */
final class Urls {
  private Urls() {}

  /** {@code HOST:PORT}, an IPv6 address in brackets. */
  static String hostAndPort(InetSocketAddress address) {
    return HostAndPort.fromParts(address.getAddress().getHostAddress(), address.getPort())
        .toString();
  }

  /** {@code http://HOST:PORT/}. */
  static String home(InetSocketAddress address) {
    return "http://" + hostAndPort(address) + "/";
  }
}
