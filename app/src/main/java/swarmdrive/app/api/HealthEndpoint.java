package swarmdrive.app.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import swarmdrive.webdav.HttpEndpoint;
import swarmdrive.webdav.HttpExchange;

/** {@code /healthz}: the server answers, and that is all that is asked. */
final class HealthEndpoint implements HttpEndpoint {
  static final String PREFIX = "/healthz";

  private static final byte[] OK = "ok\n".getBytes(StandardCharsets.US_ASCII);

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (exchange.path().equals(PREFIX)) {
      exchange.respond(200, Map.of("Content-Type", "text/plain", "Cache-Control", "no-store"), OK);
    }
  }
}
