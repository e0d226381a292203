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
import swarmdrive.archive.index.IndexStore;
import swarmdrive.archive.zip.crypt.EncryptedMembers;

/** Zip and what is zip under another name. Safe for any number of threads. */
final class ZipFormat implements ArchiveFormat {
  private static final ImmutableSet<String> EXTENSIONS =
      ImmutableSet.of("zip", "zipx", "cbz", "npz", "pk3", "jar", "apk", "whl");

  /** Big-endian: a member, an empty archive, and what marks an archive that was split. */
  private static final ImmutableSet<Integer> MARKS =
      ImmutableSet.of(0x504b0304, 0x504b0506, 0x504b0708);

  private static final ZipForm FORM = new ZipForm();

  private final ArchiveConfig config;
  private final EncryptedMembers encrypted;
  private final Unpacking unpacking;
  private final IndexStore store;

  @Inject
  ZipFormat(
      ArchiveConfig config, EncryptedMembers encrypted, Unpacking unpacking, IndexStore store) {
    this.config = config;
    this.encrypted = encrypted;
    this.unpacking = unpacking;
    this.store = store;
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
    ZipListing listing = store.load(archive.key(), FORM).orElse(null);
    if (listing == null || listing.archiveSize() != archive.bytes().size()) {
      listing = read(archive.bytes());
      store.save(archive.key(), FORM, listing);
    }
    return new ZipIndex(listing, archive.key(), encrypted, unpacking);
  }

  private ZipListing read(ByteSource archive) throws IOException {
    DirectoryBytes directory = new DirectoryEnds(archive, config).directory();
    return new DirectoryReader(directory, config).read(archive.size());
  }
}
