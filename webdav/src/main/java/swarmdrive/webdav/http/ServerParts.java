package swarmdrive.webdav.http;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import swarmdrive.webdav.WebDavConfig;

/** What all connections of one server share. Any thread. */
final class ServerParts {
  private final WebDavConfig config;
  private final RequestHandler handler;
  private final HttpDate date;
  private final BufferPool pool = new BufferPool();
  private final LongAdder served = new LongAdder();
  private final ThreadFactory requests = Thread.ofVirtual().name("request-", 0).factory();
  private volatile boolean stopping;

  ServerParts(WebDavConfig config, RequestHandler handler, HttpDate date) {
    this.config = config;
    this.handler = handler;
    this.date = date;
  }

  WebDavConfig config() {
    return config;
  }

  RequestHandler handler() {
    return handler;
  }

  HttpDate date() {
    return date;
  }

  BufferPool pool() {
    return pool;
  }

  void served(long bytes) {
    served.add(bytes);
  }

  long bytesServed() {
    return served.sum();
  }

  /** Has a request answered on a virtual thread of its own. */
  void start(Exchange exchange) {
    requests.newThread(exchange).start();
  }

  /** No connection shall outlive the answer it is giving. */
  void stop() {
    stopping = true;
  }

  boolean stopping() {
    return stopping;
  }
}
