package swarmdrive.app.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.InterruptedByTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import swarmdrive.engine.RangeReader;
import swarmdrive.engine.ReadTimeoutException;
import swarmdrive.engine.TorrentRemovedException;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.FileRun;

/**
 * A torrent's file as the server asks for it. Closing withdraws the wishes at once, except after a
 * read that got nothing in time: then the client was told to come again, and the download goes on
 * for a while. Read by one thread, closed by any.
 */
final class TorrentContent implements DavContent {
  private interface Reading<T> {
    T read() throws IOException;
  }

  private final RangeReader reader;
  private final String tag;
  private final LateReaders lateReaders;
  private final AtomicBoolean late = new AtomicBoolean();
  private volatile boolean closed;

  TorrentContent(RangeReader reader, String tag, LateReaders lateReaders) {
    this.reader = reader;
    this.tag = tag;
    this.lateReaders = lateReaders;
  }

  @Override
  public int read(long position, ByteBuffer target, Duration timeout) throws IOException {
    return position >= reader.size() ? -1 : watched(() -> reader.read(position, target, timeout));
  }

  @Override
  public Optional<FileRun> locate(long position, long length, Duration timeout) throws IOException {
    return watched(() -> reader.locate(position, length, timeout))
        .map(run -> new FileRun(run.channel(), run.position(), run.length(), run.lease()));
  }

  private <T> T watched(Reading<T> reading) throws IOException {
    late.set(false);
    if (closed) {
      throw new ClosedChannelException();
    }
    try {
      return reading.read();
    } catch (ReadTimeoutException e) {
      late.set(true);
      InterruptedByTimeoutException timeout = new InterruptedByTimeoutException();
      timeout.initCause(e);
      throw timeout;
    } catch (TorrentRemovedException e) {
      ClosedChannelException gone = new ClosedChannelException();
      gone.initCause(e);
      throw gone;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    if (late.getAndSet(false)) {
      lateReaders.keep(tag, reader);
    } else {
      reader.close();
    }
  }
}
