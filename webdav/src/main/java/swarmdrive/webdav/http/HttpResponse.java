package swarmdrive.webdav.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.FileRun;

/**
 * The answer to one request. Written by the request's thread, which waits when the client is slow.
 * Until {@link #begun} nothing has left the machine and another answer can still be given instead.
 */
public final class HttpResponse {
  /** Runs on their way or being located: one piece ahead of the socket. */
  private static final int RUNS = 2;

  private final HttpRequest request;
  private final Exchange exchange;
  private final Wire wire;
  private final SendWindow window = new SendWindow();
  private @Nullable ByteBuffer filling;
  private int contentInBuffer;
  private int status;
  private volatile boolean begun;
  private boolean persistent;

  HttpResponse(HttpRequest request, Exchange exchange, Wire wire) {
    this.request = request;
    this.exchange = exchange;
    this.wire = wire;
  }

  /** Whether some of it may have been sent. */
  public boolean begun() {
    return begun;
  }

  /** Of the head written last; 0 if there is none. */
  public int status() {
    return status;
  }

  /** Answers without a body. */
  public void answer(ResponseHead head) throws IOException {
    answer(head, new byte[0]);
  }

  /** Answers in one go. To HEAD the body is not sent, but its length is told. */
  public void answer(ResponseHead head, byte[] body) throws IOException {
    boolean compress = body.length >= Compression.LEAST_BYTES && compresses(head);
    byte[] sent = compress ? Compression.compress(body) : body;
    begin(head, head.bodiless() ? "" : "Content-Length: " + sent.length + "\r\n", true);
    if (!headOnly() && !head.bodiless()) {
      write(sent, 0, sent.length);
    }
  }

  /** Whether the body shall be compressed; the head then says so. */
  private boolean compresses(ResponseHead head) {
    if (!Compression.concerns(head.contentType())) {
      return false;
    }
    head.with("Vary", "Accept-Encoding");
    boolean accepted = Compression.accepted(request.headers("Accept-Encoding"));
    if (accepted) {
      head.compressed();
    }
    return accepted;
  }

  /** Answers with a head that tells a length, without the body: to HEAD only. */
  public void answerHead(ResponseHead head, long length) throws IOException {
    begin(head, "Content-Length: " + length + "\r\n", true);
  }

  /** Answers with plain text of one line. */
  public void answer(ResponseHead head, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    answer(head.with("Content-Type", "text/plain; charset=utf-8"), body);
  }

  /**
   * Begins an answer of unknown length. Bytes go out when a buffer is full and at each flush;
   * closing the stream ends the answer. To HEAD nothing but the head is sent.
   */
  public OutputStream stream(ResponseHead head) throws IOException {
    boolean chunked = request.http11();
    boolean compress = compresses(head);
    begin(head, chunked ? "Transfer-Encoding: chunked\r\n" : "", chunked);
    if (headOnly()) {
      return OutputStream.nullOutputStream();
    }
    OutputStream body = chunked ? new ChunkedBody(this) : new PlainBody(this);
    return compress ? Compression.stream(body) : body;
  }

  /**
   * Answers with ranges of a file: waits for the first of their bytes, then sends the head, then
   * the rest in steps as the client takes them. Closes the content, at once if the client goes
   * away.
   *
   * @param content not opened before, closed by this
   * @param parts in the order in which they are sent, at least one byte in all
   * @throws IOException if the content fails; before the first byte {@link #begun} is still false
   */
  public void send(ResponseHead head, DavContent content, List<BodyPart> parts) throws IOException {
    exchange.watch(content);
    try {
      long length = parts.stream().mapToLong(BodyPart::length).sum();
      begin(head, "Content-Length: " + length + "\r\n", true);
      ContentTransfer transfer = new ContentTransfer(this, exchange, content, wire.config());
      for (BodyPart part : parts) {
        write(part.before(), 0, part.before().length);
        transfer.run(part.from(), part.to());
      }
    } finally {
      exchange.closeContent();
    }
  }

  /** Whether only the head is to be sent. */
  public boolean headOnly() {
    return request.method().equals("HEAD");
  }

  private void begin(ResponseHead head, String framing, boolean lengthKnown) {
    if (begun) {
      throw new IllegalStateException("An answer was begun already: " + status);
    }
    reset();
    status = head.status();
    persistent = lengthKnown && exchange.mayPersist();
    byte[] bytes = head.bytes(wire.date(), framing + connection());
    if (bytes.length > BufferPool.SIZE) {
      throw new IllegalArgumentException("Head of " + bytes.length + " bytes");
    }
    filling = wire.pool().take().put(bytes);
  }

  private String connection() {
    if (!persistent) {
      return "Connection: close\r\n";
    }
    return request.http11() ? "" : "Connection: keep-alive\r\n";
  }

  /** Takes back a head that has not been sent. */
  void reset() {
    ByteBuffer buffer = filling;
    if (buffer != null) {
      filling = null;
      contentInBuffer = 0;
      wire.pool().give(buffer);
    }
  }

  /** A buffer with at least {@code room} bytes of room; what is in it goes out before. */
  ByteBuffer space(int room) throws IOException {
    ByteBuffer buffer = filling;
    if (buffer != null && buffer.remaining() < room) {
      flush();
      buffer = filling;
    }
    if (buffer == null) {
      window.awaitRoom(wire.pool().share());
      buffer = wire.pool().take();
      filling = buffer;
    }
    return buffer;
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      ByteBuffer buffer = space(1);
      int count = Math.min(length - done, buffer.remaining());
      buffer.put(bytes, offset + done, count);
      done += count;
    }
  }

  /** Notes that so many bytes of file content were put into the buffer. */
  void content(int bytes) {
    contentInBuffer += bytes;
  }

  /** Sends what is in the buffer. */
  void flush() throws IOException {
    Outgoing.Bytes part = takeFilled();
    if (part != null) {
      push(part);
    }
  }

  private Outgoing.@Nullable Bytes takeFilled() {
    ByteBuffer buffer = filling;
    if (buffer == null) {
      return null;
    }
    filling = null;
    int content = contentInBuffer;
    contentInBuffer = 0;
    return new Outgoing.Bytes(buffer.flip(), wire.pool(), content, wire::served);
  }

  private void push(Outgoing part) throws IOException {
    begun = true;
    window.add(part);
    wire.write(part.message());
  }

  /** Waits until fewer than two runs, or fewer than a share of buffers, are on their way. */
  void awaitRoom(boolean forRuns) throws IOException {
    window.awaitRoom(forRuns ? RUNS : wire.pool().share());
  }

  /** Ends the answer; the I/O thread goes on when the last of it was sent. */
  void end() throws IOException {
    Outgoing.Bytes last = takeFilled();
    if (last != null) {
      begun = true;
      window.add(last);
    }
    // ended before it is written, so that its sending is known to be the last
    boolean sentAll = window.end();
    if (last != null) {
      wire.write(last.message());
    } else if (sentAll) {
      wire.responded();
    }
  }

  SendWindow window() {
    return window;
  }

  /** Sends a run of a file after what is in the buffer. */
  void push(FileRun run) throws IOException {
    Outgoing.Run part = new Outgoing.Run(run, wire::served);
    try {
      flush();
    } catch (IOException e) {
      part.release(false);
      throw e;
    }
    push(part);
  }

  boolean persistent() {
    return persistent;
  }
}
