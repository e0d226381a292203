package swarmdrive.archive.rar;

import java.io.IOException;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;

/** Shortcuts of the tests in this room. */
final class Rars {
  private Rars() {}

  static RarFormat format() {
    return new RarFormat(ArchiveConfig.DEFAULT);
  }

  static ArchiveIndex index(ByteSource archive) throws IOException {
    return index(format(), archive);
  }

  static ArchiveIndex index(RarFormat format, ByteSource archive) throws IOException {
    return format.index(new ArchiveFile("test", "test.rar", archive));
  }
}
