package swarmdrive.archive.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;

/** What is read of an image to list it, counted against a limit. Not thread-safe. */
final class ImageBytes {
  /** Bytes of a sector (6.1.2), whatever a volume's blocks are. */
  static final int SECTOR = 2048;

  private final ByteSource image;
  private final long most;
  private long left;

  ImageBytes(ByteSource image, long most) {
    this.image = image;
    this.most = most;
    left = most;
  }

  /** Bytes of the image. */
  long imageSize() {
    return image.size();
  }

  /** True if all these bytes are in the image. */
  boolean holds(long position, long length) {
    return position >= 0 && length >= 0 && position <= image.size() - length;
  }

  /**
   * Reads bytes that the image {@link #holds}.
   *
   * @throws ArchiveException if the limit is exceeded
   */
  ByteBuffer read(long position, long length) throws IOException {
    left -= length;
    if (left < 0 || length > Integer.MAX_VALUE - 8) {
      throw new ArchiveException("directories of more than " + most + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    image.readFully(position, bytes);
    return bytes.flip();
  }
}
