package swarmdrive.app.api;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import swarmdrive.app.library.Library;
import swarmdrive.webdav.HttpEndpoint;
import swarmdrive.webdav.HttpExchange;

/**
 * {@code /readyz}: whether requests find what they look for. The server listens before the library
 * has been looked at; a load balancer or a script waits for this.
 */
final class ReadyEndpoint implements HttpEndpoint {
  static final String PREFIX = "/readyz";

  private final Library library;

  @Inject
  ReadyEndpoint(Library library) {
    this.library = library;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (exchange.path().equals(PREFIX)) {
      boolean ready = library.complete();
      exchange.respond(
          ready ? 200 : 503,
          Map.of("Content-Type", "text/plain", "Cache-Control", "no-store"),
          (ready ? "ready\n" : "the library has not been looked at yet\n")
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
  }
}
