package swarmdrive.engine.metainfo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Bytes of torrents for tests: text stands for its UTF-8 bytes, values are encoded already. */
final class TorrentBytes {
  private final Map<String, String> root = new TreeMap<>(Comparator.naturalOrder());
  private final Map<String, String> info = new TreeMap<>(Comparator.naturalOrder());

  /** A single file of 100 bytes in pieces of 64. */
  static TorrentBytes single() {
    return new TorrentBytes()
        .info("name", text("movie.mkv"))
        .info("length", "i100e")
        .info("piece length", "i64e")
        .info("pieces", hashes(2));
  }

  /** Some files in pieces of 64 bytes. */
  static TorrentBytes multi(int pieces, String... files) {
    return new TorrentBytes()
        .info("name", text("folder"))
        .info("files", "l" + String.join("", files) + "e")
        .info("piece length", "i64e")
        .info("pieces", hashes(pieces));
  }

  static String file(long length, String... path) {
    return fileWith("", length, path);
  }

  /** With more keys, which sort before "length". */
  static String fileWith(String keys, long length, String... path) {
    StringBuilder segments = new StringBuilder();
    for (String segment : path) {
      segments.append(text(segment));
    }
    return "d" + keys + "6:lengthi" + length + "e4:pathl" + segments + "ee";
  }

  static String hashes(int pieces) {
    StringBuilder hashes = new StringBuilder(20 * pieces + ":");
    for (int i = 0; i < pieces * 20; i++) {
      hashes.append((char) (i % 256));
    }
    return hashes.toString();
  }

  /** A string, its UTF-8 bytes as ISO 8859-1 characters. */
  static String text(String value) {
    String bytes = new String(value.getBytes(StandardCharsets.UTF_8), ISO_8859_1);
    return bytes.length() + ":" + bytes;
  }

  TorrentBytes info(String key, String encoded) {
    info.put(key, encoded);
    return this;
  }

  TorrentBytes without(String key) {
    info.remove(key);
    return this;
  }

  TorrentBytes root(String key, String encoded) {
    root.put(key, encoded);
    return this;
  }

  byte[] infoBytes() {
    return dictionary(info).getBytes(ISO_8859_1);
  }

  byte[] bytes() {
    Map<String, String> all = new TreeMap<>(root);
    all.put("info", dictionary(info));
    return dictionary(all).getBytes(ISO_8859_1);
  }

  private static String dictionary(Map<String, String> entries) {
    StringBuilder out = new StringBuilder("d");
    entries.forEach((key, value) -> out.append(text(key)).append(value));
    return out.append('e').toString();
  }
}
