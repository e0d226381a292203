package swarmdrive.app.tree;

import java.net.URLConnection;
import java.util.Locale;
import java.util.Map;

/** Media types by extension: the JDK's table, and what drives of torrents have and it lacks. */
final class MediaTypes {
  private static final String UNKNOWN = "application/octet-stream";

  private static final Map<String, String> MORE =
      Map.ofEntries(
          Map.entry("7z", "application/x-7z-compressed"),
          Map.entry("ass", "text/x-ssa"),
          Map.entry("avi", "video/x-msvideo"),
          Map.entry("avif", "image/avif"),
          Map.entry("azw3", "application/vnd.amazon.ebook"),
          Map.entry("bz2", "application/x-bzip2"),
          Map.entry("cbr", "application/vnd.comicbook-rar"),
          Map.entry("cbz", "application/vnd.comicbook+zip"),
          Map.entry("djvu", "image/vnd.djvu"),
          Map.entry("epub", "application/epub+zip"),
          Map.entry("heic", "image/heic"),
          Map.entry("ipynb", "application/x-ipynb+json"),
          Map.entry("iso", "application/x-iso9660-image"),
          Map.entry("jxl", "image/jxl"),
          Map.entry("log", "text/plain"),
          Map.entry("m2ts", "video/mp2t"),
          Map.entry("magnet", "text/plain"),
          Map.entry("mka", "audio/x-matroska"),
          Map.entry("mkv", "video/x-matroska"),
          Map.entry("mobi", "application/x-mobipocket-ebook"),
          Map.entry("nfo", "text/plain"),
          Map.entry("opus", "audio/ogg"),
          Map.entry("srt", "application/x-subrip"),
          Map.entry("tgz", "application/gzip"),
          Map.entry("torrent", "application/x-bittorrent"),
          Map.entry("ts", "video/mp2t"),
          Map.entry("vtt", "text/vtt"),
          Map.entry("wav", "audio/wav"),
          Map.entry("xz", "application/x-xz"),
          Map.entry("zst", "application/zstd"));

  private MediaTypes() {}

  static String of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    String extension = SafeName.extension(name);
    String type = extension.isEmpty() ? null : MORE.get(extension.substring(1));
    if (type == null) {
      // the JDK takes everything after # for a fragment
      type = URLConnection.guessContentTypeFromName("x" + extension.replace('#', '_'));
    }
    if (type == null || type.startsWith("content/")) {
      return UNKNOWN;
    }
    return type.equals("text/plain") ? "text/plain;charset=utf-8" : type;
  }
}
