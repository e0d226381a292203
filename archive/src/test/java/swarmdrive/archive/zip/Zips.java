package swarmdrive.archive.zip;

import java.io.IOException;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.deflate.DeflatedMembers;

/** Shortcuts of the tests in this room. */
final class Zips {
  private Zips() {}

  static ZipFormat format() {
    return format(ArchiveConfig.DEFAULT);
  }

  static ZipFormat format(ArchiveConfig config) {
    return new ZipFormat(config, new DeflatedMembers(config));
  }

  static ArchiveIndex index(ByteSource archive) throws IOException {
    return format().index(archive);
  }
}
