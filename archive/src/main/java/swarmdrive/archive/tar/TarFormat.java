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
import swarmdrive.archive.index.IndexStore;

/** Tar, not compressed, and what is tar under another name. Safe for any number of threads. */
final class TarFormat implements ArchiveFormat {
  private static final ImmutableSet<String> EXTENSIONS = ImmutableSet.of("tar", "cbt", "ova");

  private static final TarForm FORM = new TarForm();

  private final ArchiveConfig config;
  private final IndexStore store;

  @Inject
  TarFormat(ArchiveConfig config, IndexStore store) {
    this.config = config;
    this.store = store;
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
    TarIndex index = store.load(archive.key(), FORM).orElse(null);
    if (index == null || index.archiveSize() != archive.bytes().size()) {
      index = new TarWalk(archive.bytes(), config).walk();
      store.save(archive.key(), FORM, index);
    }
    return index;
  }
}
