package swarmdrive.webdav;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A client that sends exactly the bytes it is told to, and reads answers strictly. */
public final class WireClient implements Closeable {
  /**
   * One answer.
   *
   * @param fields by name in lower case
   */
  public record Answer(int status, Map<String, String> fields, byte[] body) {
    public String field(String name) {
      return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final Socket socket;
  private final InputStream in;

  public WireClient(InetSocketAddress address) throws IOException {
    this(connected(address));
  }

  private static Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.connect(address, 5000);
    return socket;
  }

  /** Speaks over a connection that was made by the test. */
  public WireClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    in = new java.io.BufferedInputStream(socket.getInputStream());
  }

  public Socket socket() {
    return socket;
  }

  public InputStream in() {
    return in;
  }

  /** Sends as ISO-8859-1; a bare {@code \n} becomes a line end of HTTP. */
  public WireClient send(String text) throws IOException {
    return send(
        text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  public WireClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends a whole request with these header lines and reads its answer. */
  public Answer request(String method, String path, String... headerLines) throws IOException {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\nHost: test\n");
    for (String line : headerLines) {
      head.append(line).append('\n');
    }
    send(head.append('\n').toString());
    return answer(method);
  }

  public Answer get(String path, String... headerLines) throws IOException {
    return request("GET", path, headerLines);
  }

  public Answer withBody(String method, String path, String body, String... headerLines)
      throws IOException {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\nHost: test\n");
    for (String line : headerLines) {
      head.append(line).append('\n');
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    send(head + "Content-Length: " + bytes.length + "\n\n");
    send(bytes);
    return answer(method);
  }

  /** Reads the answer to a request of this method, whole. */
  public Answer answer(String method) throws IOException {
    Answer head = head();
    return new Answer(head.status, head.fields, body(method, head));
  }

  /** Reads the answer after any number of interim ones. */
  public Answer finalAnswer(String method) throws IOException {
    Answer answer = answer(method);
    while (answer.status < 200) {
      answer = answer(method);
    }
    return answer;
  }

  /** Reads a head and nothing after it. */
  public Answer head() throws IOException {
    String status = line();
    if (!status.startsWith("HTTP/1.1 ")) {
      throw new IOException("Not a status line: " + status);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      String before = fields.put(name, value);
      if (before != null && name.equals("www-authenticate")) {
        // the one field that may come several times
        fields.put(name, before + "\n" + value);
      } else if (before != null) {
        throw new IOException("Field sent twice: " + line);
      }
    }
    return new Answer(Integer.parseInt(status.substring(9, 12)), fields, new byte[0]);
  }

  private byte[] body(String method, Answer head) throws IOException {
    if (method.equals("HEAD") || head.status == 304 || head.status == 204 || head.status < 200) {
      return new byte[0];
    }
    if (head.field("Transfer-Encoding").equals("chunked")) {
      return chunks();
    }
    String length = head.field("Content-Length");
    return length.isEmpty() ? in.readAllBytes() : exactly(Integer.parseInt(length));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(), 16);
      body.write(exactly(size));
      if (!line().isEmpty()) {
        throw new IOException("Chunk without line end");
      }
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  public byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("Only " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("Connection closed after: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Whether the server has closed its side, without a further byte. */
  public boolean closedByServer() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
