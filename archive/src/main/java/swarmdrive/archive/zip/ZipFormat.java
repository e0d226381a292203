package swarmdrive.archive.zip;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.deflate.DeflatedMembers;
import swarmdrive.archive.zip.crypt.EncryptedMembers;

/** Zip and what is zip under another name. Safe for any number of threads. */
final class ZipFormat implements ArchiveFormat {
  private static final ImmutableSet<String> EXTENSIONS =
      ImmutableSet.of("zip", "zipx", "cbz", "npz", "pk3", "jar", "apk", "whl");

  /** Big-endian: a member, an empty archive, and what marks an archive that was split. */
  private static final ImmutableSet<Integer> MARKS =
      ImmutableSet.of(0x504b0304, 0x504b0506, 0x504b0708);

  private final ArchiveConfig config;
  private final DeflatedMembers deflated;
  private final EncryptedMembers encrypted;

  @Inject
  ZipFormat(ArchiveConfig config, DeflatedMembers deflated, EncryptedMembers encrypted) {
    this.config = config;
    this.deflated = deflated;
    this.encrypted = encrypted;
  }

  @Override
  public String name() {
    return "zip";
  }

  @Override
  public boolean matches(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 && EXTENSIONS.contains(Ascii.toLowerCase(fileName.substring(dot + 1)));
  }

  @Override
  public boolean recognizes(ByteBuffer head) {
    return head.remaining() >= 4 && MARKS.contains(head.getInt(head.position()));
  }

  @Override
  public ArchiveIndex index(ArchiveFile archive) throws IOException {
    ByteSource bytes = archive.bytes();
    DirectoryBytes directory = new DirectoryEnds(bytes, config).directory();
    return new DirectoryReader(directory, config).read(bytes.size(), deflated, encrypted);
  }
}
