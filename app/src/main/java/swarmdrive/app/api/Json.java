package swarmdrive.app.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import swarmdrive.webdav.HttpExchange;

/** Answers with records as JSON. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static void answer(HttpExchange exchange, Object value) throws IOException {
    exchange.respond(200, headers("application/json"), MAPPER.writeValueAsBytes(value));
  }

  static void problem(HttpExchange exchange, Problem problem, Map<String, String> more)
      throws IOException {
    Map<String, String> headers = new HashMap<>(headers("application/problem+json"));
    headers.putAll(more);
    exchange.respond(problem.status(), headers, MAPPER.writeValueAsBytes(problem));
  }

  private static Map<String, String> headers(String type) {
    return Map.of(
        "Content-Type", type, "Cache-Control", "no-store", "X-Content-Type-Options", "nosniff");
  }
}
