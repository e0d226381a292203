package swarmdrive.archive.rar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveException;

/**
 * Hops from header to header, through volumes that lie behind each other. Used once, by one thread.
 */
final class RarWalk {
  private static final int MARK = 0x21726152; // "Rar!"
  private static final int MARK_BYTES = 8;
  private static final int MOST_FILLING = 16 << 10;

  private final RarBytes bytes;
  private final RarContent content;

  RarWalk(RarBytes bytes, RarContent content) {
    this.bytes = bytes;
    this.content = content;
  }

  /**
   * Walks to the end.
   *
   * @return what is wrong with the archive, if anything
   * @throws ArchiveException if it is no RAR, or its names are encrypted
   */
  Optional<String> walk() throws IOException {
    HeaderReader headers = volume(0);
    if (headers == null) {
      throw new ArchiveException("no RAR archive: it does not begin like one");
    }
    long position = headers.signature();
    while (position < bytes.size()) {
      HeaderReader next = volume(position);
      if (next != null) {
        headers = next;
        position += headers.signature();
        continue;
      }
      RarBlock block = headers.at(position, bytes);
      if (block == null || block.next() <= position) {
        return Optional.of("the archive is damaged at byte " + position);
      }
      take(block);
      position = block.last() ? volumeFrom(block.next()) : block.next();
    }
    return position > bytes.size() ? Optional.of("the archive's end is missing") : Optional.empty();
  }

  /** Some volumes are filled up behind their end; what is no volume there is nobody's. */
  private long volumeFrom(long end) throws IOException {
    long most = Math.min(end + MOST_FILLING, bytes.size());
    for (long position = end; position < most; position++) {
      if (volume(position) != null) {
        return position;
      }
    }
    return bytes.size();
  }

  private void take(RarBlock block) throws ArchiveException {
    if (block.member() != null) {
      content.add(block.member(), block.next() <= bytes.size());
    }
  }

  /** The reader of the volume that begins at a position; null if none does. */
  private @Nullable HeaderReader volume(long position) throws IOException {
    if (!bytes.holds(position, MARK_BYTES)) {
      return null;
    }
    ByteBuffer mark = bytes.read(position, MARK_BYTES);
    if (mark.getInt(0) != MARK
        || mark.getShort(4) != 0x071a
        || mark.get(6) < 0
        || mark.get(6) > 1) {
      return null;
    }
    if (mark.get(6) == 1 && mark.get(7) != 0) {
      return null;
    }
    return mark.get(6) == 0 ? new Rar4Headers() : new Rar5Headers();
  }
}
