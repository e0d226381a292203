package swarmdrive.app.config;

import com.google.common.net.HostAndPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Addresses to listen on as they are written: {@code HOST:PORT}. */
public final class Sockets {
  static final String ALLOWED =
      "HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080, with a host that is known";

  private Sockets() {}

  /**
   * Reads an address; asks the system for a host's name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static InetSocketAddress parse(String text) {
    try {
      HostAndPort value = HostAndPort.fromString(text);
      if (!value.getHost().isEmpty() && value.hasPort()) {
        return new InetSocketAddress(InetAddress.getByName(value.getHost()), value.getPort());
      }
    } catch (IllegalArgumentException | UnknownHostException e) {
      // told below
    }
    throw new IllegalArgumentException(text + " is not allowed; allowed: " + ALLOWED);
  }
}
