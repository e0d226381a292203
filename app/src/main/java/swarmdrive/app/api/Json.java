package swarmdrive.app.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import swarmdrive.webdav.HttpExchange;

/** Answers with records as JSON, and reads it. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static void answer(HttpExchange exchange, int status, Map<String, String> more, Object value)
      throws IOException {
    exchange.respond(status, headers("application/json", more), MAPPER.writeValueAsBytes(value));
  }

  static void problem(HttpExchange exchange, Problem problem, Map<String, String> more)
      throws IOException {
    exchange.respond(
        problem.status(),
        headers("application/problem+json", more),
        MAPPER.writeValueAsBytes(problem));
  }

  private static Map<String, String> headers(String type, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Content-Type", type);
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    return headers;
  }

  /** On one line. */
  static byte[] bytes(Object value) throws IOException {
    return MAPPER.writeValueAsBytes(value);
  }

  /** Reads what a client sent; Jackson bounds its depth and the length of names and numbers. */
  static JsonNode parse(byte[] bytes) throws ProblemException {
    try {
      return MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw ProblemException.badRequest("the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw ProblemException.badRequest("the body is not JSON");
    }
  }
}
