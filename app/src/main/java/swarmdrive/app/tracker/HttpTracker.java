package swarmdrive.app.tracker;

import com.google.common.net.HostAndPort;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers {@code GET /announce}. A virtual thread for each request. */
public final class HttpTracker implements Closeable {
  private static final int BACKLOG = 128;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Swarms swarms;

  private HttpTracker(HttpServer server, Swarms swarms) {
    this.server = server;
    this.swarms = swarms;
  }

  /**
   * Listens.
   *
   * @param listen port 0 takes a free one
   * @throws IOException with one line for the user
   */
  public static HttpTracker start(InetSocketAddress listen, InstantSource clock)
      throws IOException {
    return start(listen, new Swarms(clock));
  }

  static HttpTracker start(InetSocketAddress listen, Swarms swarms) throws IOException {
    try {
      HttpTracker tracker = new HttpTracker(HttpServer.create(listen, BACKLOG), swarms);
      tracker.server.createContext("/announce", tracker::handle);
      tracker.server.setExecutor(tracker.threads);
      tracker.server.start();
      return tracker;
    } catch (BindException e) {
      throw new IOException("the tracker cannot listen on " + listen + ": " + e.getMessage(), e);
    }
  }

  /** What goes into a torrent. */
  public String announceUrl() {
    InetSocketAddress address = server.getAddress();
    return "http://"
        + HostAndPort.fromParts(address.getAddress().getHostAddress(), address.getPort())
        + "/announce";
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals("/announce")) {
        exchange.sendResponseHeaders(404, -1);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(405, -1);
      } else {
        answer(exchange, reply(exchange));
      }
    }
  }

  private byte[] reply(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    try {
      Announce announce =
          Announce.of(
              new AnnounceQuery(query != null ? query : ""),
              exchange.getRemoteAddress().getAddress());
      return TrackerReply.of(swarms.announce(announce));
    } catch (IllegalArgumentException e) {
      return TrackerReply.failure(String.valueOf(e.getMessage()));
    }
  }

  private static void answer(HttpExchange exchange, byte[] reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, reply.length);
    exchange.getResponseBody().write(reply);
  }

  /** Ends at once; requests that are being answered are cut. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
