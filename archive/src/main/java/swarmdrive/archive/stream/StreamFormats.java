package swarmdrive.archive.stream;

import jakarta.inject.Inject;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.index.IndexStore;
import swarmdrive.archive.tar.Tars;

/** Makes archive formats of codecs. Safe for any number of threads. */
public final class StreamFormats {
  private final Tars tars;
  private final IndexStore store;

  @Inject
  StreamFormats(Tars tars, IndexStore store) {
    this.tars = tars;
    this.store = store;
  }

  public ArchiveFormat of(StreamCodec codec) {
    return new StreamFormat(codec, tars, store);
  }
}
