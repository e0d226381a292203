package swarmdrive.archive.stream.xz;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.stream.StreamFormats;

/** Adds xz to the set of formats. */
public final class XzModule extends AbstractModule {
  @ProvidesIntoSet
  @Singleton
  ArchiveFormat format(StreamFormats formats, XzCodec codec) {
    return formats.of(codec);
  }
}
