package swarmdrive.archive.iso;

import com.google.common.base.Ascii;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.ArchiveIndex;

/** Images of discs. Safe for any number of threads. */
final class IsoFormat implements ArchiveFormat {
  /** In the first descriptor, behind 16 unused sectors (ECMA-119, 8.1). */
  private static final int MARK_AT = 16 * 2048 + 1;

  private static final byte[] MARK = {'C', 'D', '0', '0', '1'};

  private final ArchiveConfig config;

  @Inject
  IsoFormat(ArchiveConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "iso";
  }

  @Override
  public boolean matches(String fileName) {
    return fileName.length() > 4 && Ascii.toLowerCase(fileName).endsWith(".iso");
  }

  @Override
  public boolean recognizes(ByteBuffer head) {
    int from = head.position() + MARK_AT;
    return head.limit() >= from + MARK.length
        && head.slice(from, MARK.length).equals(ByteBuffer.wrap(MARK));
  }

  @Override
  public ArchiveIndex index(ArchiveFile archive) throws IOException {
    ImageBytes bytes = new ImageBytes(archive.bytes(), config.maxDirectoryBytes());
    return new IsoWalk(bytes, Volumes.read(bytes), config).walk();
  }
}
