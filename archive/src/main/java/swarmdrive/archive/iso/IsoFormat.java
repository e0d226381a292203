package swarmdrive.archive.iso;

import com.google.common.base.Ascii;
import jakarta.inject.Inject;
import java.io.IOException;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;

/** Images of discs. Safe for any number of threads. */
final class IsoFormat implements ArchiveFormat {
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
  public ArchiveIndex index(ByteSource archive) throws IOException {
    ImageBytes bytes = new ImageBytes(archive, config.maxDirectoryBytes());
    return new IsoWalk(bytes, Volumes.read(bytes), config).walk();
  }
}
