package swarmdrive.archive.tar;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import jakarta.inject.Inject;
import java.io.IOException;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;

/** Tar, not compressed, and what is tar under another name. Safe for any number of threads. */
final class TarFormat implements ArchiveFormat {
  private static final ImmutableSet<String> EXTENSIONS = ImmutableSet.of("tar", "cbt", "ova");

  private final ArchiveConfig config;

  @Inject
  TarFormat(ArchiveConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "tar";
  }

  @Override
  public boolean matches(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 && EXTENSIONS.contains(Ascii.toLowerCase(fileName.substring(dot + 1)));
  }

  @Override
  public ArchiveIndex index(ByteSource archive) throws IOException {
    return new TarWalk(archive, config).walk();
  }
}
