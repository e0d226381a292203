package swarmdrive.archive.zip;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.codec.Codecs;

/** Compression methods (4.4.5) beside stored and deflated: decoders, and names for messages. */
final class Methods {
  private static final ImmutableMap<Integer, String> NAMES =
      ImmutableMap.<Integer, String>builder()
          .put(1, "shrink")
          .put(6, "implode")
          .put(9, "deflate64")
          .put(12, "bzip2")
          .put(14, "lzma")
          .put(20, "zstd")
          .put(93, "zstd")
          .put(95, "xz")
          .put(97, "wavpack")
          .put(98, "ppmd")
          .put(99, "aes")
          .buildOrThrow();

  private static final ImmutableMap<Integer, MethodDecoder> DECODERS =
      ImmutableMap.<Integer, MethodDecoder>builder()
          .put(9, (packed, size) -> Codecs.deflate64(packed))
          .put(12, (packed, size) -> Codecs.bzip2(packed))
          .put(14, Methods::lzma)
          .put(20, (packed, size) -> Codecs.zstd(packed))
          .put(93, (packed, size) -> Codecs.zstd(packed))
          .put(95, (packed, size) -> Codecs.xz(packed))
          .buildOrThrow();

  private Methods() {}

  /** Null if there is none. */
  static @Nullable MethodDecoder decoder(int method) {
    return DECODERS.get(method);
  }

  /** A version, then how long the properties are, then those (5.8.8). */
  private static InputStream lzma(InputStream packed, long size) throws IOException {
    byte[] head = packed.readNBytes(4);
    if (head.length < 4 || head[2] != Codecs.LZMA_PROPERTIES || head[3] != 0) {
      throw new IOException("its properties are not those of LZMA");
    }
    return Codecs.lzma(packed, packed.readNBytes(Codecs.LZMA_PROPERTIES), size);
  }

  static String describe(int method) {
    String name = NAMES.get(method);
    return "method " + method + (name == null ? "" : " (" + name + ")");
  }
}
