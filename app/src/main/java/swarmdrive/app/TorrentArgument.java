package swarmdrive.app;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;

/** A torrent as it is given on the command line. */
final class TorrentArgument {
  /** Larger ones are no torrent files. */
  private static final int LIMIT = 256 << 20;

  private TorrentArgument() {}

  static boolean isMagnet(String argument) {
    return argument.strip().toLowerCase(Locale.ROOT).startsWith("magnet:");
  }

  static Magnet magnet(String argument) throws MetainfoException {
    return Magnet.parse(argument.strip());
  }

  /**
   * Reads a .torrent file.
   *
   * @throws IOException with one line for the user
   */
  static Metainfo read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Metainfo.parse(ByteStreams.limit(in, LIMIT).readAllBytes());
    } catch (IOException e) {
      throw new IOException(file + ": " + Reason.words(e), e);
    }
  }
}
