package swarmdrive.archive.sevenzip;

import com.google.common.base.Ascii;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.index.IndexStore;
import swarmdrive.archive.spool.Spool;

/** 7z. Safe for any number of threads. */
final class SevenZipFormat implements ArchiveFormat {
  private static final SevenZipForm FORM = new SevenZipForm();

  private final ArchiveConfig config;
  private final Spool spool;
  private final IndexStore store;

  @Inject
  SevenZipFormat(ArchiveConfig config, Spool spool, IndexStore store) {
    this.config = config;
    this.spool = spool;
    this.store = store;
  }

  @Override
  public String name() {
    return "7z";
  }

  @Override
  public boolean matches(String fileName) {
    String lower = Ascii.toLowerCase(fileName);
    return lower.length() > 3 && (lower.endsWith(".7z") || lower.endsWith(".cb7"));
  }

  @Override
  public boolean recognizes(ByteBuffer head) {
    return SignatureHeader.begins(head);
  }

  @Override
  public ArchiveIndex index(ArchiveFile archive) throws IOException {
    SevenZipListing listing = store.load(archive.key(), FORM).orElse(null);
    if (listing == null || listing.archiveSize() != archive.bytes().size()) {
      listing = new HeaderReader(archive.bytes(), config).read();
      store.save(archive.key(), FORM, listing);
    }
    return new SevenZipIndex(listing, archive.key(), spool);
  }
}
