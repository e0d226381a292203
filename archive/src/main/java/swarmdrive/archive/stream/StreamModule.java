package swarmdrive.archive.stream;

import com.google.common.collect.ImmutableMap;
import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.codec.Codecs;
import swarmdrive.archive.spool.Spool;

/** Adds the streams that a library decodes from begin to end: bzip2, lz4 and old lzma. */
public final class StreamModule extends AbstractModule {
  @ProvidesIntoSet
  @Singleton
  ArchiveFormat bzip2(StreamFormats formats, Spool spool) {
    return formats.of(
        new SpooledCodec(
            "bzip2",
            ImmutableMap.of("bz2", "", "tbz2", ".tar", "tbz", ".tar"),
            "BZh",
            Codecs::bzip2,
            spool));
  }

  @ProvidesIntoSet
  @Singleton
  ArchiveFormat lz4(StreamFormats formats, Spool spool) {
    return formats.of(
        new SpooledCodec(
            "lz4",
            ImmutableMap.of("lz4", "", "tlz4", ".tar"),
            "\u0004\"M\u0018",
            Codecs::lz4,
            spool));
  }

  @ProvidesIntoSet
  @Singleton
  ArchiveFormat lzma(StreamFormats formats, Spool spool) {
    return formats.of(
        new SpooledCodec(
            "lzma", ImmutableMap.of("lzma", "", "tlz", ".tar"), "", Codecs::lzmaAlone, spool));
  }
}
