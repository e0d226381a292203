package swarmdrive.webdav.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.FileRun;
import swarmdrive.webdav.WebDavConfig;

/**
 * Moves a part of a file into a response: runs at rest on disk by sendfile, everything else through
 * few buffers. Stays one run ahead of the socket: while one is being sent the next is located, so
 * that what is asked of the swarm follows what the client really takes. Request's thread.
 */
final class ContentTransfer {
  /** Asked of one run at most, so that a slow reader does not hold a whole file in place. */
  private static final long RUN_BYTES = 4L << 20;

  /** Runs up to this size are copied: one write together with the head costs less than sendfile. */
  private static final int COPIED_BYTES = 32 * 1024;

  private final HttpResponse response;
  private final Exchange exchange;
  private final DavContent content;
  private final Duration progressTimeout;

  /** What TLS encrypts has to be in memory. */
  private final boolean copiesAll;

  private Duration timeout;
  private boolean lastWasRun;

  ContentTransfer(
      HttpResponse response, Exchange exchange, DavContent content, WebDavConfig config) {
    this.response = response;
    this.exchange = exchange;
    this.content = content;
    this.timeout = config.firstByteTimeout();
    this.progressTimeout = config.progressTimeout();
    this.copiesAll = config.tls().isPresent();
  }

  /** Sends the bytes in {@code [from, to)}; the last of them may still be in the buffer. */
  void run(long from, long to) throws IOException {
    long position = from;
    while (position < to) {
      response.awaitRoom(lastWasRun);
      position += step(position, to - position);
      timeout = progressTimeout;
    }
  }

  private long step(long position, long left) throws IOException {
    Optional<FileRun> run = locate(position, left);
    lastWasRun = run.isPresent() && !copiesAll;
    return run.isPresent() ? send(run.get(), left) : copy(position, left);
  }

  private Optional<FileRun> locate(long position, long left) throws IOException {
    exchange.waiting();
    try {
      return content.locate(position, Math.min(left, RUN_BYTES), timeout);
    } finally {
      exchange.served();
    }
  }

  private long send(FileRun run, long left) throws IOException {
    long length = run.length();
    if (length < 1 || length > left) {
      run.close();
      throw new IOException("Located " + length + " bytes where 1 to " + left + " were asked for");
    }
    if (length > COPIED_BYTES && !copiesAll) {
      response.push(run);
      return length;
    }
    try (run) {
      copy(run);
    }
    return length;
  }

  private void copy(FileRun run) throws IOException {
    long done = 0;
    while (done < run.length()) {
      ByteBuffer buffer = response.space(1);
      int limit = buffer.limit();
      int count = (int) Math.min(run.length() - done, buffer.remaining());
      buffer.limit(buffer.position() + count);
      readFully(run, done, buffer);
      buffer.limit(limit);
      response.content(count);
      done += count;
    }
  }

  private static void readFully(FileRun run, long offset, ByteBuffer buffer) throws IOException {
    long position = run.position() + offset;
    while (buffer.hasRemaining()) {
      int count = run.channel().read(buffer, position);
      if (count < 0) {
        throw new EOFException("A located run ends early");
      }
      position += count;
    }
  }

  private long copy(long position, long left) throws IOException {
    ByteBuffer buffer = response.space(1);
    int limit = buffer.limit();
    buffer.limit((int) Math.min(limit, buffer.position() + left));
    int count = read(position, buffer);
    buffer.limit(limit);
    if (count < 1) {
      throw new EOFException("The content ends early, at byte " + position);
    }
    response.content(count);
    // the next read may wait: what is there must not wait with it
    if (count < left) {
      response.flush();
    }
    return count;
  }

  private int read(long position, ByteBuffer buffer) throws IOException {
    exchange.waiting();
    try {
      return content.read(position, buffer, timeout);
    } finally {
      exchange.served();
    }
  }
}
