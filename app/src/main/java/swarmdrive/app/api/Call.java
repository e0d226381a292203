package swarmdrive.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import swarmdrive.webdav.HttpExchange;

/** One request to an operation, with its variables and query read. Used by one thread. */
final class Call {
  /** A magnet link with a hundred trackers takes some KiB. */
  private static final int JSON_LIMIT = 1 << 20;

  private final HttpExchange exchange;
  private final Map<String, String> variables;
  private final Map<String, String> query;

  Call(HttpExchange exchange, Map<String, String> variables) throws ProblemException {
    this.exchange = exchange;
    this.variables = variables;
    this.query = query(exchange.query());
  }

  /** The first value of a name counts. */
  private static Map<String, String> query(String raw) throws ProblemException {
    Map<String, String> values = new HashMap<>();
    try {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values.putIfAbsent(
              URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("the query has a broken escape");
    }
    return values;
  }

  HttpExchange exchange() {
    return exchange;
  }

  /** Of the path; it has one. */
  String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  /** A value of the query that is not empty. */
  Optional<String> asked(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /** A whole number of the query. */
  int number(String name, int absent, int least, int most) throws ProblemException {
    String text = query.getOrDefault(name, "");
    if (text.isEmpty()) {
      return absent;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw ProblemException.badRequest(
        name + " must be a whole number from " + least + " to " + most);
  }

  /** True or false of the query; false if it is not there. */
  boolean flag(String name) throws ProblemException {
    return switch (query.getOrDefault(name, "false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ProblemException.badRequest(name + " must be true or false");
    };
  }

  /** The media type of the body without parameters, lower case; empty if none is named. */
  String contentType() {
    String type = exchange.header("Content-Type").orElse("");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The body as a JSON object.
   *
   * @param known its fields; others are typing errors
   */
  JsonNode json(Set<String> known) throws IOException {
    if (!contentType().equals("application/json")) {
      throw ProblemException.unsupportedType("the body must be application/json");
    }
    JsonNode object = Json.parse(body(JSON_LIMIT));
    if (!object.isObject()) {
      throw ProblemException.badRequest("the body must be a JSON object");
    }
    Set<String> unknown = new TreeSet<>();
    object.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw ProblemException.badRequest(
          "unknown fields " + unknown + "; known are " + new TreeSet<>(known));
    }
    return object;
  }

  /** The whole body. */
  byte[] body(long limit) throws IOException {
    try (InputStream in = exchange.body()) {
      byte[] bytes = ByteStreams.limit(in, limit + 1).readAllBytes();
      if (bytes.length > limit) {
        throw ProblemException.tooLarge("the body is larger than " + limit + " bytes");
      }
      return bytes;
    }
  }

  void answer(Object value) throws IOException {
    answer(200, Map.of(), value);
  }

  void answer(int status, Map<String, String> headers, Object value) throws IOException {
    Json.answer(exchange, status, headers, value);
  }

  /** Done, and there is nothing to tell. */
  void done() throws IOException {
    exchange.respond(204, Map.of("Cache-Control", "no-store"), new byte[0]);
  }
}
