package swarmdrive.archive;

import com.google.common.collect.ImmutableSet;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/** All archive formats that this program knows. Immutable, safe for any number of threads. */
public final class Archives {
  /** What a format is recognised by, bytes from the file's begin: ISO 9660 tells at 32 KiB. */
  public static final int HEAD = 36 << 10;

  private final ImmutableSet<ArchiveFormat> formats;

  @Inject
  public Archives(Set<ArchiveFormat> formats) {
    this.formats = ImmutableSet.copyOf(formats);
  }

  /** True if a file of this name is likely an archive. Reads nothing. */
  public boolean mayBe(String fileName) {
    return formatOf(fileName).isPresent();
  }

  /** The format that a file of this name is likely in. Reads nothing. */
  public Optional<ArchiveFormat> formatOf(String fileName) {
    return formats.stream().filter(format -> format.matches(fileName)).findFirst();
  }

  /**
   * Indexes an archive. What its name says is tried first, because some formats tell all at their
   * end, and a look at the begin would cost a piece; then what its first bytes say.
   *
   * @throws ArchiveException if it is none, is damaged, or exceeds a limit; one line for the user
   */
  public ArchiveIndex index(ArchiveFile archive) throws IOException {
    Optional<ArchiveFormat> named = formatOf(archive.name());
    if (named.isEmpty()) {
      return recognized(archive)
          .orElseThrow(() -> new ArchiveException("no archive of a known format"))
          .index(archive);
    }
    try {
      return named.get().index(archive);
    } catch (ArchiveException e) {
      Optional<ArchiveFormat> other =
          recognized(archive).filter(format -> !format.equals(named.get()));
      if (other.isEmpty()) {
        throw e;
      }
      return other.get().index(archive);
    }
  }

  private Optional<ArchiveFormat> recognized(ArchiveFile archive) throws IOException {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(HEAD, archive.bytes().size()));
    archive.bytes().readFully(0, head);
    ByteBuffer seen = head.flip().asReadOnlyBuffer();
    return formats.stream().filter(format -> format.recognizes(seen)).findFirst();
  }
}
