package swarmdrive.webdav.http;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.WebDavConfig;

/**
 * One client's connection: reads requests one after the other, has each answered, keeps the order
 * when several are sent at once. Everything runs on the connection's I/O thread unless it says
 * otherwise, and nothing waits.
 */
final class HttpConnection implements HttpParser.RequestHandler, Wire, RequestBody.Source {
  /** Bytes of later requests that are taken in while one is being answered. */
  private static final int PIPELINED_BYTES = 64 * 1024;

  /** Bytes of an unread body that are worth dropping to keep the connection. */
  private static final long DRAINED_BYTES = 1 << 20;

  /** Bytes that are dropped before a connection closes, so that the client sees its answer. */
  private static final long LINGER_BYTES = 256L << 20;

  private static final Duration LINGER = Duration.ofSeconds(2);
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final IoSession session;
  private final IoThread thread;
  private final ServerParts parts;
  private final HttpParser parser;
  private final ClientWatch watch;
  private final ArrayDeque<ByteBuffer> input = new ArrayDeque<>();
  private int queued;

  private String method = "";
  private String uri = "";
  private boolean http11;
  private List<HttpField> fields = new ArrayList<>();
  private @Nullable Exchange exchange;
  private boolean requestComplete;

  private boolean draining;
  private volatile boolean inputClosed;
  private boolean lingering;
  private boolean closing;
  private long lingered;

  HttpConnection(IoSession session, IoThread thread, ServerParts parts) {
    this.session = session;
    this.thread = thread;
    this.parts = parts;
    WebDavConfig config = parts.config();
    this.parser = new HttpParser(this, config.maxHeaderBytes(), HttpCompliance.RFC9110);
    // a table for each connection costs more than the few fields that repeat
    parser.setHeaderCacheSize(0);
    this.watch = new ClientWatch(config.progressTimeout());
    watch.expect(config.headerTimeout());
  }

  // what MINA reports

  void received(IoBuffer message) {
    if (closing) {
      linger(message.remaining());
      return;
    }
    if (exchange == null && input.isEmpty() && parser.isStart()) {
      watch.expect(parts.config().headerTimeout());
    }
    input.add(message.buf());
    queued += message.remaining();
    parse();
  }

  void sent(Object message) {
    Exchange current = exchange;
    if (current != null && current.response().window().sent(message)) {
      respondedNow();
    }
  }

  /** The client sends nothing more, but may still read. */
  void inputClosed() {
    inputClosed = true;
    session.suspendRead();
    if (closing) {
      // its answer may still be in the queue
      session.closeOnFlush();
    } else if (exchange == null) {
      session.closeNow();
    } else if (!requestComplete) {
      parser.atEOF();
      parser.parseNext(NOTHING);
    }
  }

  void closed() {
    Exchange current = exchange;
    if (current != null) {
      current.abort();
    }
    input.clear();
    closing = true;
  }

  // reading

  private void parse() {
    while (!closing && !input.isEmpty()) {
      if (requestComplete) {
        boundPipeline();
        return;
      }
      ByteBuffer next = input.element();
      int before = next.remaining();
      parser.parseNext(next);
      queued -= before - next.remaining();
      if (!next.hasRemaining()) {
        input.poll();
      }
    }
    if (inputClosed && exchange == null) {
      session.closeNow();
    }
  }

  private void boundPipeline() {
    if (queued > PIPELINED_BYTES && !session.isReadSuspended()) {
      session.suspendRead();
    }
  }

  @Override
  public void startRequest(String method, String uri, HttpVersion version) {
    this.method = method;
    this.uri = uri;
    this.http11 = version.getVersion() >= HttpVersion.HTTP_1_1.getVersion();
    fields = new ArrayList<>(12);
  }

  @Override
  public void parsedHeader(HttpField field) {
    fields.add(field);
  }

  @Override
  public boolean headerComplete() {
    watch.work();
    RequestTarget target;
    try {
      target = RequestTarget.parse(uri);
      if (uri.equals("*") && !method.equals("OPTIONS")) {
        throw new HttpStatusException(400, "The asterisk is for OPTIONS");
      }
    } catch (HttpStatusException e) {
      reject(e.status(), e.getMessage());
      return true;
    }
    start(target);
    return false;
  }

  private void start(RequestTarget target) {
    boolean announced = parser.isChunking() || parser.getContentLength() > 0;
    boolean continueOwed = announced && http11 && expectsContinue();
    RequestBody body = new RequestBody(this, parts.config().idleTimeout(), announced, continueOwed);
    InetSocketAddress client = (InetSocketAddress) session.getRemoteAddress();
    HttpRequest request =
        new HttpRequest(method, target, http11, fields, body, client.getAddress());
    Exchange started = new Exchange(request, body, this, parts.handler(), session::closeNow);
    if (parts.stopping()) {
      started.makeLast();
    }
    exchange = started;
    parts.start(started);
  }

  private boolean expectsContinue() {
    for (HttpField field : fields) {
      if (field.getName().equalsIgnoreCase("Expect")) {
        return "100-continue".equalsIgnoreCase(field.getValue());
      }
    }
    return false;
  }

  @Override
  public boolean content(ByteBuffer bytes) {
    Exchange current = exchange;
    if (current != null) {
      current.body().put(bytes.slice());
      if (draining && current.body().received() > DRAINED_BYTES) {
        close();
      }
    }
    return false;
  }

  @Override
  public boolean contentComplete() {
    return false;
  }

  @Override
  public boolean messageComplete() {
    requestComplete = true;
    Exchange current = exchange;
    if (current != null) {
      current.body().complete();
    }
    if (draining) {
      next();
    }
    return true;
  }

  @Override
  public void earlyEOF() {
    bodyFailed();
  }

  @Override
  public void badMessage(HttpException failure) {
    if (exchange != null) {
      bodyFailed();
    } else {
      String reason = failure.getReason();
      reject(failure.getCode(), reason == null ? "Bad request" : reason);
    }
  }

  private void bodyFailed() {
    Exchange current = exchange;
    if (current == null) {
      session.closeNow();
      return;
    }
    current.makeLast();
    current.body().fail(new HttpStatusException(400, "The request's body is damaged or cut off"));
    input.clear();
    if (draining) {
      close();
    }
  }

  /** Answers a request that cannot even be started, and closes. */
  private void reject(int status, @Nullable String reason) {
    String text = status + " " + ResponseHead.phrase(status) + ": " + reason + "\n";
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String framing = "Content-Length: " + body.length + "\r\nConnection: close\r\n";
    ResponseHead head = ResponseHead.of(status).with("Content-Type", "text/plain; charset=utf-8");
    byte[] bytes = head.bytes(parts.date(), framing);
    IoBuffer message = IoBuffer.allocate(bytes.length + body.length);
    session.write(message.put(bytes).put(body).flip());
    close();
  }

  // answering

  private void respondedNow() {
    Exchange current = exchange;
    if (current == null) {
      return;
    }
    if (!current.response().persistent()) {
      close();
    } else if (requestComplete) {
      next();
      parse();
    } else {
      drain(current);
    }
  }

  /** The answer is out, the body is not all in: drops the rest if it is short. */
  private void drain(Exchange current) {
    draining = true;
    watch.expect(parts.config().headerTimeout());
    current.body().discard();
    if (parser.getContentLength() - parser.getContentRead() > DRAINED_BYTES) {
      close();
    } else {
      resumeIfOpen();
    }
  }

  private void next() {
    exchange = null;
    requestComplete = false;
    draining = false;
    parser.reset();
    watch.expect(parts.config().idleTimeout());
    if (parts.stopping() || (inputClosed && input.isEmpty())) {
      session.closeNow();
    } else {
      resumeIfOpen();
    }
  }

  private void resumeIfOpen() {
    if (session.isReadSuspended() && !inputClosed) {
      session.resumeRead();
    }
  }

  /**
   * Closes after what was written. A client that is still sending is listened to for a while:
   * closing at once would reset the connection, and it would never see its answer (RFC 9112, 9.6).
   */
  private void close() {
    closing = true;
    boolean allRead = requestComplete && input.isEmpty();
    input.clear();
    if (allRead || inputClosed) {
      session.closeOnFlush();
      return;
    }
    lingering = true;
    watch.expect(LINGER);
    Exchange current = exchange;
    if (current != null) {
      current.body().discard();
    }
    resumeIfOpen();
  }

  private void linger(int bytes) {
    lingered += bytes;
    if (!lingering || lingered > LINGER_BYTES) {
      session.closeNow();
    }
  }

  // what other threads ask for

  /** Whether {@link #tick} has something to do. Any thread. */
  boolean needsTick(long now) {
    return watch.isDue(now);
  }

  /** Looks after deadlines and stalled clients, some times a second. Any thread. */
  void tick() {
    thread.execute(() -> tick(System.nanoTime()));
  }

  private void tick(long now) {
    switch (watch.judge(now, exchange, session.getWrittenBytes(), inputClosed)) {
      case KEEP -> {}
      case PROBE -> sendContinue();
      case CLOSE -> session.closeNow();
    }
  }

  /** Closes if nothing is going on. Any thread. */
  void closeIfIdle() {
    thread.execute(
        () -> {
          Exchange current = exchange;
          if (current == null) {
            session.closeNow();
          } else {
            current.makeLast();
          }
        });
  }

  /** Closes at once. Any thread. */
  void closeNow() {
    session.closeNow();
  }

  @Override
  public void suspend() {
    session.suspendRead();
  }

  @Override
  public void resume() {
    if (!inputClosed) {
      session.resumeRead();
    }
  }

  @Override
  public void sendContinue() {
    session.write(IoBuffer.wrap(CONTINUE));
  }

  @Override
  public void write(Object message) {
    session.write(message);
  }

  @Override
  public void responded() {
    thread.execute(this::respondedNow);
  }

  @Override
  public void served(long bytes) {
    parts.served(bytes);
  }

  @Override
  public BufferPool pool() {
    return parts.pool();
  }

  @Override
  public HttpDate date() {
    return parts.date();
  }

  @Override
  public WebDavConfig config() {
    return parts.config();
  }
}
