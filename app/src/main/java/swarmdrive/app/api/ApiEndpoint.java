package swarmdrive.app.api;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import swarmdrive.webdav.HttpEndpoint;
import swarmdrive.webdav.HttpExchange;

/** Everything below {@code /api/v1/}. */
final class ApiEndpoint implements HttpEndpoint {
  static final String PREFIX = "/api/v1/";

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private interface Answer {
    Object get() throws IOException;
  }

  private final Map<String, Answer> resources;

  @Inject
  ApiEndpoint(StatusSource status, TorrentList torrents) {
    this.resources = Map.of("status", status::status, "torrents", torrents::torrents);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Answer answer = resources.get(resource(exchange.path()));
    if (answer == null) {
      Json.problem(
          exchange, Problem.of(404, "Not Found", "there is no " + exchange.path()), Map.of());
    } else if (!READING.contains(exchange.method())) {
      Json.problem(
          exchange,
          Problem.of(405, "Method Not Allowed", "allowed: GET, HEAD"),
          Map.of("Allow", "GET, HEAD"));
    } else {
      Json.answer(exchange, answer.get());
    }
  }

  private static String resource(String path) {
    return path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "";
  }
}
