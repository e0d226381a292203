package swarmdrive.webdav.http;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.webdav.DavContent;

/**
 * One request being answered: {@link #run} on its own virtual thread, {@link #abort} on the I/O
 * thread when the client goes away, at any moment.
 */
final class Exchange implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  private static final long NOT_WAITING = Long.MIN_VALUE;

  private final HttpRequest request;
  private final HttpResponse response;
  private final RequestBody body;
  private final RequestHandler handler;
  private final Runnable cut;
  private final AtomicReference<@Nullable DavContent> content = new AtomicReference<>();
  private volatile long waitingSince = NOT_WAITING;
  private volatile boolean aborted;
  private volatile boolean lastOfConnection;

  /**
   * @param cut closes the connection without another byte
   */
  Exchange(HttpRequest request, RequestBody body, Wire wire, RequestHandler handler, Runnable cut) {
    this.request = request;
    this.body = body;
    this.handler = handler;
    this.cut = cut;
    this.response = new HttpResponse(request, this, wire);
  }

  HttpRequest request() {
    return request;
  }

  HttpResponse response() {
    return response;
  }

  RequestBody body() {
    return body;
  }

  @Override
  public void run() {
    long started = System.nanoTime();
    try {
      handler.handle(request, response);
      if (response.status() == 0) {
        throw new HttpStatusException(404, "There is nothing here");
      }
      response.end();
    } catch (Throwable e) {
      failed(e);
    } finally {
      closeContent();
      response.reset();
    }
    logged(started);
  }

  private void failed(Throwable failure) {
    if (aborted || response.begun()) {
      log.atDebug().setCause(failure).addKeyValue("path", request.target().path()).log("Cut off");
      cut.run();
      return;
    }
    try {
      closeContent();
      Failure.answer(failure, request, response);
      response.end();
    } catch (IOException e) {
      cut.run();
    }
  }

  private void logged(long started) {
    log.atDebug()
        .addKeyValue("method", request.method())
        .addKeyValue("path", request.target().path())
        .addKeyValue("status", response.status())
        .addKeyValue("micros", (System.nanoTime() - started) / 1000)
        .log("Request");
  }

  /**
   * From now on the content is closed as soon as the client goes away.
   *
   * @throws ClosedChannelException if it has gone already; the content was closed
   */
  void watch(DavContent opened) throws IOException {
    content.set(opened);
    if (aborted) {
      closeContent();
      throw new ClosedChannelException();
    }
  }

  /** The request's thread turns to the content, which may make it wait. */
  void waiting() {
    waitingSince = System.nanoTime();
  }

  /** The content has given something, or failed. */
  void served() {
    waitingSince = NOT_WAITING;
  }

  /** Nanoseconds since the request's thread began to wait for content; 0 if it does not. */
  long waitedForContent(long now) {
    long since = waitingSince;
    return since == NOT_WAITING ? 0 : now - since;
  }

  void closeContent() {
    DavContent open = content.getAndSet(null);
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        log.atDebug().setCause(e).log("Content did not close");
      }
    }
  }

  /** The client is gone. I/O thread; does not wait. */
  void abort() {
    aborted = true;
    closeContent();
    response.window().abort();
    body.fail(new ClosedChannelException());
  }

  /** The connection shall close after this answer. */
  void makeLast() {
    lastOfConnection = true;
  }

  /** Whether the connection can go on after this answer; asked when its head is written. */
  boolean mayPersist() {
    return !lastOfConnection && request.wantsToPersist() && !body.continueOwed();
  }
}
