package swarmdrive.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import swarmdrive.app.config.AppConfig;
import swarmdrive.webdav.TlsConfig;

/** The certificate that the server makes for itself when it is told to. */
final class OwnCertificate {
  private OwnCertificate() {}

  /** The configuration with the certificate, if one is wanted. */
  static AppConfig in(AppConfig config, Instant now) throws IOException {
    Optional<Path> folder = config.selfSigned();
    return folder.isEmpty()
        ? config
        : config.withTls(TlsConfig.selfSigned(folder.get(), names(config), now));
  }

  private static List<String> names(AppConfig config) throws IOException {
    List<String> names = new ArrayList<>();
    InetAddress listen = config.webdav().listen().getAddress();
    if (listen.isAnyLocalAddress()) {
      names.addAll(addresses());
    } else if (!listen.isLoopbackAddress()) {
      names.add(listen.getHostAddress());
    }
    if (!listen.isLoopbackAddress()) {
      hostName().ifPresent(names::add);
    }
    config.webdav().access().hosts().stream().filter(n -> !n.equals("*")).forEach(names::add);
    return names;
  }

  private static List<String> addresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .map(InetAddress::getHostAddress)
        .toList();
  }

  private static Optional<String> hostName() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
