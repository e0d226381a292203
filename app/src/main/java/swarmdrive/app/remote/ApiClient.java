package swarmdrive.app.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Asks a running server. Each call waits, a minute at most. For any thread. */
public final class ApiClient implements Closeable {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** The server fetches addresses itself, for half of this. */
  private static final Duration ANSWER = Duration.ofMinutes(1);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final URI base;
  private final String credentials;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * Prepares; asks nothing yet.
   *
   * @param server for instance {@code http://127.0.0.1:8080/}
   * @param credentials {@code NAME:PASSWORD}; empty: none
   */
  public ApiClient(URI server, String credentials) {
    String home = server.toString();
    this.base = URI.create((home.endsWith("/") ? home : home + "/") + "api/v1/");
    this.credentials = credentials;
  }

  /**
   * GET.
   *
   * @param path below {@code /api/v1/}, with its query
   */
  public JsonNode get(String path) throws IOException {
    return send(HttpRequest.newBuilder(base.resolve(path)).GET());
  }

  public JsonNode post(String path, Map<String, String> fields) throws IOException {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(fields))));
  }

  /** Sends a .torrent file. */
  public JsonNode post(String path, byte[] torrent) throws IOException {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/x-bittorrent")
            .POST(BodyPublishers.ofByteArray(torrent)));
  }

  public void delete(String path) throws IOException {
    send(HttpRequest.newBuilder(base.resolve(path)).DELETE());
  }

  /** For a query or a path. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    request.timeout(ANSWER);
    if (!credentials.isEmpty()) {
      byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    try {
      return read(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (ConnectException e) {
      throw new IOException("no swarmdrive answers at " + base + ": is it running?", e);
    } catch (HttpTimeoutException e) {
      throw new IOException(base + " does not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private JsonNode read(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() == 401) {
      throw new IOException(base + " wants a name and a password: --user NAME:PASSWORD");
    }
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(problem(answer));
    }
    return answer.body().length == 0 ? MissingNode.getInstance() : parse(answer.body());
  }

  private String problem(HttpResponse<byte[]> answer) {
    try {
      String detail = parse(answer.body()).path("detail").asText();
      if (!detail.isEmpty()) {
        return detail;
      }
    } catch (IOException e) {
      // not the API's
    }
    return base + " answers " + answer.statusCode() + ": is that a swarmdrive?";
  }

  private JsonNode parse(byte[] body) throws IOException {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      throw new IOException(base + " does not answer as a swarmdrive does", e);
    }
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
