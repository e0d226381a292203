package swarmdrive.app.metrics;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import swarmdrive.webdav.HttpEndpoint;
import swarmdrive.webdav.HttpExchange;

/** {@code /metrics}: Prometheus' text format, version 0.0.4. */
@Singleton
final class MetricsEndpoint implements HttpEndpoint {
  static final String PREFIX = "/metrics";

  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;

  @Inject
  MetricsEndpoint(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!exchange.path().equals(PREFIX)) {
      return;
    }
    if (exchange.method().equals("GET") || exchange.method().equals("HEAD")) {
      exchange.respond(
          200,
          Map.of("Content-Type", TYPE, "Cache-Control", "no-store"),
          metrics.scrape().getBytes(StandardCharsets.UTF_8));
    } else {
      exchange.respond(405, Map.of("Allow", "GET, HEAD"), new byte[0]);
    }
  }
}
