package swarmdrive.webdav.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.LongConsumer;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.file.FileRegion;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.FileRun;

/**
 * A part of an answer on its way to the socket; released once, when it was sent or never will be.
 */
sealed interface Outgoing {
  /** What MINA is given to write. */
  Object message();

  /**
   * Gives back what the bytes lie in; MINA must not touch them any more.
   *
   * @param whole whether all of it was sent
   */
  void release(boolean whole);

  /** Bytes in a pooled buffer, from its position to its limit. */
  final class Bytes implements Outgoing {
    private final IoBuffer message;
    private final ByteBuffer buffer;
    private final BufferPool pool;
    private final int content;
    private final LongConsumer served;

    /**
     * @param content how many of the bytes are file content
     */
    Bytes(ByteBuffer buffer, BufferPool pool, int content, LongConsumer served) {
      // a view of its own: MINA looks at it once more after it has said that it was sent
      this.message = IoBuffer.wrap(buffer.duplicate());
      this.buffer = buffer;
      this.pool = pool;
      this.content = content;
      this.served = served;
    }

    @Override
    public Object message() {
      return message;
    }

    @Override
    public void release(boolean whole) {
      // MINA sets a message that it has sent back to its beginning: what remains says nothing then
      served.accept(whole ? content : Math.max(0, content - message.remaining()));
      pool.give(buffer);
    }
  }

  /** A run of a file, sent by sendfile. MINA's I/O thread alone moves it on. */
  final class Run implements Outgoing, FileRegion {
    private final FileRun run;
    private final LongConsumer served;
    private long written;

    Run(FileRun run, LongConsumer served) {
      this.run = run;
      this.served = served;
    }

    @Override
    public Object message() {
      return this;
    }

    @Override
    public void release(boolean whole) {
      served.accept(written);
      run.close();
    }

    @Override
    public FileChannel getFileChannel() {
      return run.channel();
    }

    @Override
    public long getPosition() {
      return run.position() + written;
    }

    /**
     * Notes what was sent. Nothing is sent when the socket is full, but also when the file has
     * become shorter meanwhile: MINA would try again for ever.
     */
    @Override
    public void update(long amount) {
      written += amount;
      if (amount == 0 && endsEarly()) {
        throw new UncheckedIOException(new EOFException("A located run ends early"));
      }
    }

    private boolean endsEarly() {
      try {
        return run.channel().size() <= getPosition();
      } catch (IOException e) {
        return true;
      }
    }

    @Override
    public long getRemainingBytes() {
      return run.length() - written;
    }

    @Override
    public long getWrittenBytes() {
      return written;
    }

    @Override
    public @Nullable String getFilename() {
      return null;
    }
  }
}
