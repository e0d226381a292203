package swarmdrive.app.library;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;

/** Reads .torrent and .magnet files, with bounds, and gives them to the engine. */
final class EntryFile {
  private final TorrentEngine engine;
  private final LibraryConfig config;

  EntryFile(TorrentEngine engine, LibraryConfig config) {
    this.engine = engine;
    this.config = config;
  }

  /**
   * Adds the torrent that the file describes.
   *
   * @param settled whether the file has not changed for a while; a magnet link is whole only then,
   *     or when a line end follows it
   * @throws IOException if the file is not whole or not valid; the message is one line
   */
  Torrent add(Path file, boolean settled) throws IOException {
    return LibraryFileName.isMagnet(file)
        ? addMagnet(read(file, config.magnetLimit()), settled)
        : engine.add(Metainfo.parse(read(file, config.torrentLimit())));
  }

  private Torrent addMagnet(byte[] bytes, boolean settled) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!settled && !text.endsWith("\n")) {
      throw new MetainfoException("the link may go on");
    }
    return engine.add(Magnet.parse(withoutMark(text).strip()));
  }

  /** Windows' editors put a byte order mark before everything. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static byte[] read(Path file, long limit) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = ByteStreams.limit(in, limit + 1).readAllBytes();
      if (bytes.length > limit) {
        throw new MetainfoException("the file is larger than " + limit + " bytes");
      }
      if (bytes.length == 0) {
        throw new MetainfoException("the file is empty");
      }
      return bytes;
    }
  }
}
