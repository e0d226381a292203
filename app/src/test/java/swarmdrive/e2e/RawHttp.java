package swarmdrive.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which exactly these bytes are sent, whatever they are. */
final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket = new Socket();

  RawHttp(URI server) throws IOException {
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Goes away without a word: the other side sees a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /**
   * Says that nothing more comes and reads to the end, at most so many bytes.
   *
   * @return what came; a reset is an end, too
   */
  String rest(int limit) throws IOException {
    try {
      socket.shutdownOutput();
    } catch (SocketException e) {
      // the server was faster
    }
    return read(limit);
  }

  /** Reads to the end, at most so many bytes. */
  String read(int limit) throws IOException {
    var bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    try {
      InputStream in = socket.getInputStream();
      for (int n = in.read(chunk); n >= 0 && bytes.size() < limit; n = in.read(chunk)) {
        bytes.write(chunk, 0, n);
      }
    } catch (SocketException e) {
      // closed hard
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** The status of an answer, 0 if there is none. */
  static int status(String answer) {
    String text = answer.startsWith("HTTP/1.1 100 ") ? answer.substring(25) : answer;
    return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
