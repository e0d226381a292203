package swarmdrive.app.tree;

import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import swarmdrive.webdav.DavContent;

/** A few lines that swarmdrive itself writes, such as what is wrong with a file. */
final class TextOrigin implements Origin {
  private final byte[] bytes;

  TextOrigin(String text) {
    bytes = text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public String tag() {
    return "text-" + Hashing.sha256().hashBytes(bytes).toString().substring(0, 32);
  }

  @Override
  public DavContent open() {
    return new DavContent() {
      private volatile boolean closed;

      @Override
      public int read(long position, ByteBuffer target, Duration timeout)
          throws ClosedChannelException {
        if (closed) {
          throw new ClosedChannelException();
        }
        if (position >= bytes.length) {
          return -1;
        }
        int count = (int) Math.min(target.remaining(), bytes.length - position);
        target.put(bytes, (int) position, count);
        return count;
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }
}
