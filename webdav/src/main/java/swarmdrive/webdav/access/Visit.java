package swarmdrive.webdav.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpRequest;

/**
 * Where a request comes from and which server it believes to talk to.
 *
 * @param client the address that sent it, behind trusted proxies the one that they forward
 * @param authority {@code host} or {@code host:port}; null only for HTTP/1.0
 */
record Visit(InetAddress client, @Nullable String authority) {
  /** Without proxies. */
  static Visit direct(HttpRequest request) {
    String absolute = request.target().authority();
    return new Visit(request.client(), absolute == null ? request.header("Host") : absolute);
  }
}
