package swarmdrive.archive.stream.zstd;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.stream.StreamFormats;

/** Adds zstd to the set of formats. */
public final class ZstdModule extends AbstractModule {
  @ProvidesIntoSet
  @Singleton
  ArchiveFormat format(StreamFormats formats, ZstdCodec codec) {
    return formats.of(codec);
  }
}
