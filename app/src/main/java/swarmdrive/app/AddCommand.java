package swarmdrive.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.library.TorrentFetch;
import swarmdrive.app.remote.ApiClient;

/** {@code add}: adds a torrent to a running server. */
@Command(
    name = "add",
    description = "Add a torrent to a running server.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class AddCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "TORRENT|MAGNET|URL",
      description = "A .torrent file, a magnet link, or the address of a .torrent file.")
  String torrent = "";

  @Option(names = "--route", paramLabel = "FOLDER", description = "Folder in the drive.")
  String route = "";

  @Option(names = "--name", paramLabel = "NAME", description = "Its name there.")
  String name = "";

  @Option(names = "--json", description = "Tell about it as JSON.")
  boolean json;

  @Mixin ServerOptions server = new ServerOptions();

  @Override
  public Integer call() throws IOException, WrongConfigException {
    try (ApiClient client = server.connect()) {
      JsonNode added = add(client);
      System.out.println(json ? added : TorrentLine.of(added));
      return 0;
    }
  }

  private JsonNode add(ApiClient client) throws IOException {
    if (TorrentArgument.isMagnet(torrent) || TorrentFetch.address(torrent).isPresent()) {
      Map<String, String> fields = new HashMap<>(Map.of("route", route, "name", name));
      fields.put(TorrentArgument.isMagnet(torrent) ? "magnet" : "url", torrent);
      return client.post("torrents", fields);
    }
    byte[] file = TorrentArgument.read(Path.of(torrent)).toTorrentFile();
    return client.post(
        "torrents?route=" + ApiClient.encoded(route) + "&name=" + ApiClient.encoded(name), file);
  }
}
