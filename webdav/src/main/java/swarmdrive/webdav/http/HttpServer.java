package swarmdrive.webdav.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.mina.filter.ssl.SslFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.webdav.WebDavConfig;
import swarmdrive.webdav.WebDavServer;
import swarmdrive.webdav.tls.Tls;

/** Listens, and closes what has to be closed. Any thread. */
public final class HttpServer implements WebDavServer {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
  private static final long TICK_MILLIS = 250;
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int BACKLOG = 1024;

  /** How often the certificate's files are looked at. */
  private static final int TLS_SECONDS = 5;

  /** MINA writes up to one and a half times this much before it turns to the next connection. */
  private static final int READ_BYTES = 256 * 1024;

  private final WebDavConfig config;
  private final ServerParts parts;
  private final @Nullable Tls tls;
  private final ExecutorService ioExecutor =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("http-io-", 0).daemon().factory());
  private final ScheduledExecutorService sweep =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("http-sweep").daemon().factory());
  private final IoThreads threads;
  private final LimitedAcceptor acceptor;
  private final Connections connections;
  private @Nullable InetSocketAddress address;

  /**
   * @param handler answers all requests
   * @throws IOException with one line for the user, if there is no good certificate where there
   *     shall be TLS
   */
  public HttpServer(WebDavConfig config, RequestHandler handler, InstantSource clock)
      throws IOException {
    this.config = config;
    this.tls = config.tls().isPresent() ? new Tls(config.tls().get()) : null;
    this.parts = new ServerParts(config, handler, new HttpDate(clock));
    this.threads = new IoThreads(ioThreads(), ioExecutor);
    this.acceptor = new LimitedAcceptor(ioExecutor, threads, config.maxConnections());
    this.connections = new Connections(parts, threads, acceptor::closed);
    configure();
  }

  private static int ioThreads() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
  }

  private void configure() {
    acceptor.setHandler(connections);
    if (tls != null) {
      acceptor.getFilterChain().addFirst("tls", new SslFilter(tls.context()));
    }
    acceptor.setReuseAddress(true);
    acceptor.setBacklog(BACKLOG);
    // who is being answered when the server stops is answered to the end
    acceptor.setCloseOnDeactivation(false);
    acceptor.getSessionConfig().setTcpNoDelay(true);
    acceptor.getSessionConfig().setMinReadBufferSize(2048);
    acceptor.getSessionConfig().setReadBufferSize(2048);
    acceptor.getSessionConfig().setMaxReadBufferSize(READ_BYTES);
    // the sweep looks after stalled clients: MINA notices only some of them
    acceptor.getSessionConfig().setWriteTimeout(0);
  }

  @Override
  public synchronized InetSocketAddress start() throws IOException {
    try {
      acceptor.bind(config.listen());
    } catch (IOException e) {
      throw new IOException("Cannot listen on " + name(config.listen()) + ": " + reason(e), e);
    }
    var unused =
        sweep.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    Tls files = tls;
    if (files != null) {
      var alsoUnused =
          sweep.scheduleWithFixedDelay(files::refresh, TLS_SECONDS, TLS_SECONDS, TimeUnit.SECONDS);
    }
    InetSocketAddress bound = acceptor.getLocalAddress();
    address = bound;
    return bound;
  }

  private static String name(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  private void tick() {
    try {
      long now = System.nanoTime();
      for (HttpConnection connection : connections.open()) {
        if (connection.needsTick(now)) {
          connection.tick();
        }
      }
    } catch (RuntimeException e) {
      // or it would never be called again
      log.atError().setCause(e).log("The sweep failed");
    }
  }

  @Override
  public long bytesServed() {
    return parts.bytesServed();
  }

  /** Buffers that some response holds. */
  int buffersInUse() {
    return parts.pool().used();
  }

  @Override
  public int connections() {
    return connections.open().size();
  }

  @Override
  public synchronized void close() {
    if (sweep.isShutdown()) {
      return;
    }
    parts.stop();
    acceptor.open();
    acceptor.unbind();
    connections.open().forEach(HttpConnection::closeIfIdle);
    connections.awaitNone(GRACE);
    connections.open().forEach(HttpConnection::closeNow);
    sweep.shutdownNow();
    threads.dispose();
    acceptor.dispose();
    ioExecutor.shutdown();
    log.atDebug().addKeyValue("address", address).log("Closed");
  }
}
