package swarmdrive.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code magnet}: prints a torrent's magnet link. */
@Command(
    name = "magnet",
    description = "Print the magnet link of a .torrent file.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class MagnetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TORRENT", description = "A .torrent file.")
  Path torrent = Path.of("");

  @Override
  public Integer call() throws IOException {
    System.out.println(TorrentArgument.read(torrent).magnet());
    return 0;
  }
}
