package swarmdrive.archive.zip;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.Passwords;
import swarmdrive.archive.deflate.DeflatedMembers;
import swarmdrive.archive.index.IndexStore;
import swarmdrive.archive.source.Spools;
import swarmdrive.archive.zip.crypt.EncryptedMembers;

/** Shortcuts of the tests in this room. */
final class Zips {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Zips() {}

  static ZipFormat format() {
    return format(ArchiveConfig.DEFAULT);
  }

  static ZipFormat format(ArchiveConfig config) {
    return format(config, Passwords.NONE);
  }

  static ZipFormat format(ArchiveConfig config, Passwords passwords) {
    return new ZipFormat(
        config,
        new EncryptedMembers(passwords, config),
        new Unpacking(new DeflatedMembers(config, IndexStore.NONE), Spools.spool()),
        IndexStore.NONE);
  }

  /** Its encrypted members are opened with these. */
  static ArchiveIndex index(ByteSource archive, String... passwords) throws IOException {
    return index(format(ArchiveConfig.DEFAULT, new Passwords(List.of(passwords))), archive);
  }

  static ArchiveIndex index(ZipFormat format, ByteSource archive) throws IOException {
    return format.index(new ArchiveFile("test " + NUMBER.incrementAndGet(), "test.zip", archive));
  }
}
