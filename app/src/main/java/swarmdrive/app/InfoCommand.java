package swarmdrive.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code info}: tells what is in a torrent or a magnet link. Asks nobody. */
@Command(
    name = "info",
    description = "Tell what is in a .torrent file or a magnet link.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class InfoCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TORRENT|MAGNET", description = "A .torrent file or a magnet link.")
  String torrent = "";

  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    TorrentDescription description =
        TorrentArgument.isMagnet(torrent)
            ? TorrentDescription.of(TorrentArgument.magnet(torrent))
            : TorrentDescription.of(TorrentArgument.read(Path.of(torrent)));
    if (json) {
      System.out.println(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(description));
    } else {
      description.lines().forEach(System.out::println);
    }
    return 0;
  }
}
