package swarmdrive.archive.zip;

import com.google.common.collect.ImmutableMap;

/** Names of compression methods for messages (4.4.5). */
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

  private Methods() {}

  static String describe(int method) {
    String name = NAMES.get(method);
    return "method " + method + (name == null ? "" : " (" + name + ")");
  }
}
