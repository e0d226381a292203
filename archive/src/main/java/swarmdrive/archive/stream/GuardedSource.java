package swarmdrive.archive.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ByteSource;

/** Marks what a source throws, so that nobody takes it for damage of what is decoded. */
public final class GuardedSource implements ByteSource {
  /** A source's exception on its way through a decoder. */
  public static final class SourceException extends RuntimeException {
    private final IOException cause;

    SourceException(IOException cause) {
      super(cause);
      this.cause = cause;
    }

    /** What the source threw. */
    public IOException cause() {
      return cause;
    }
  }

  private final ByteSource source;

  public GuardedSource(ByteSource source) {
    this.source = source;
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int read(long position, ByteBuffer target) {
    try {
      return source.read(position, target);
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }

  @Override
  public void readFully(long position, ByteBuffer target) {
    try {
      source.readFully(position, target);
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }
}
