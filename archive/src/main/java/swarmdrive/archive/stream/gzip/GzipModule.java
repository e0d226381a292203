package swarmdrive.archive.stream.gzip;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.stream.StreamFormats;

/** Adds gzip to the set of formats. */
public final class GzipModule extends AbstractModule {
  @ProvidesIntoSet
  @Singleton
  ArchiveFormat format(StreamFormats formats, GzipCodec codec) {
    return formats.of(codec);
  }
}
