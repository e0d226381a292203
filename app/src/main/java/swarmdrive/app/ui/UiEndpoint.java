package swarmdrive.app.ui;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import swarmdrive.webdav.HttpEndpoint;
import swarmdrive.webdav.HttpExchange;

/** Everything at and below {@code /} that nobody else answers: the web UI's files, or nothing. */
@Singleton
final class UiEndpoint implements HttpEndpoint {
  /**
   * Only this server's own files and answers. Pictures of {@code blob:} and {@code data:} are the
   * page's own, too.
   */
  static final String POLICY =
      "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'self';"
          + " form-action 'self'; frame-ancestors 'none'; frame-src 'none'";

  private final UiFiles files;

  @Inject
  UiEndpoint(UiFiles files) {
    this.files = files;
  }

  @Override
  public Visitors visitors() {
    return Visitors.EVERYBODY;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<UiFile> file = files.find(exchange.path());
    if (file.isEmpty()) {
      return;
    }
    if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
      exchange.respond(405, Map.of("Allow", "GET, HEAD"), new byte[0]);
      return;
    }
    answer(exchange, file.get());
  }

  private static void answer(HttpExchange exchange, UiFile file) throws IOException {
    boolean known = exchange.header("If-None-Match").filter(file.etag()::equals).isPresent();
    exchange.respond(
        known ? 304 : 200,
        Map.of(
            "Content-Type",
            file.type(),
            "ETag",
            file.etag(),
            // asked for each time, answered with 304 mostly: a new version is seen at once
            "Cache-Control",
            "no-cache",
            "Content-Security-Policy",
            POLICY,
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer"),
        known ? new byte[0] : file.bytes());
  }
}
