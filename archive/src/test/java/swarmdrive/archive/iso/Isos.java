package swarmdrive.archive.iso;

import java.io.IOException;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;

/** Shortcuts of the tests in this room. */
final class Isos {
  private Isos() {}

  static ArchiveIndex index(ByteSource image) throws IOException {
    return index(image, ArchiveConfig.DEFAULT);
  }

  static ArchiveIndex index(ByteSource image, ArchiveConfig config) throws IOException {
    return new IsoFormat(config).index(new ArchiveFile("test", "test.iso", image));
  }
}
