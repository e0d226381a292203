package swarmdrive.app;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sends requests just as a client was recorded to send them, on one connection, with the fields
 * that it sends with each.
 */
final class RecordedClient implements Closeable {
  /**
   * An answer.
   *
   * @param fields by name in lower case
   */
  record Answer(int status, Map<String, String> fields, String body) {
    String field(String name) {
      return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  private final Socket socket;
  private final InputStream in;
  private final String host;
  private final List<String> always;

  RecordedClient(InetSocketAddress address, String... always) throws IOException {
    this.socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(20_000);
    this.in = new java.io.BufferedInputStream(socket.getInputStream());
    this.host = "127.0.0.1:" + address.getPort();
    this.always = List.of(always);
  }

  /** The URL of a path, as the client says it in a Destination. */
  String url(String path) {
    return "http://" + host + path;
  }

  Answer send(String method, String path, String... fields) throws IOException {
    return exchange(method, path, "", List.of(fields));
  }

  /** With a body of known length, even if it is empty. */
  Answer sendBody(String method, String path, String body, String... fields) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return exchange(method, path, body, with(fields, "Content-Length: " + length));
  }

  /** With a body in one chunk. */
  Answer sendChunked(String method, String path, String body, String... fields) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    String chunks = Integer.toHexString(length) + "\r\n" + body + "\r\n0\r\n\r\n";
    return exchange(method, path, chunks, with(fields, "Transfer-Encoding: Chunked"));
  }

  private static List<String> with(String[] fields, String last) {
    List<String> all = new java.util.ArrayList<>(List.of(fields));
    all.add(last);
    return all;
  }

  private Answer exchange(String method, String path, String body, List<String> fields)
      throws IOException {
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    always.forEach(field -> request.append(field).append("\r\n"));
    fields.forEach(field -> request.append(field).append("\r\n"));
    request.append("Host: ").append(host).append("\r\n\r\n").append(body);
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
    return answer(method);
  }

  private Answer answer(String method) throws IOException {
    int status = Integer.parseInt(line().substring(9, 12));
    Map<String, String> fields = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      fields.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
    }
    boolean empty = method.equals("HEAD") || status == 204 || status == 304;
    byte[] body = empty ? new byte[0] : body(fields);
    return new Answer(status, fields, new String(body, StandardCharsets.UTF_8));
  }

  private byte[] body(Map<String, String> fields) throws IOException {
    if (!fields.containsKey("transfer-encoding")) {
      return in.readNBytes(Integer.parseInt(fields.getOrDefault("content-length", "0")));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunk(); size > 0; size = chunk()) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed after: " + line);
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
