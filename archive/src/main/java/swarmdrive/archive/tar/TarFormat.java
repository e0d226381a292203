package swarmdrive.archive.tar;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.ArchiveIndex;

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
  public boolean recognizes(ByteBuffer head) {
    return TarHeader.begins(head);
  }

  @Override
  public ArchiveIndex index(ArchiveFile archive) throws IOException {
    return new TarWalk(archive.bytes(), config).walk();
  }
}
