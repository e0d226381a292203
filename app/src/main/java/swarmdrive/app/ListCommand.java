package swarmdrive.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.remote.ApiClient;

/** {@code list}: what a running server has. */
@Command(
    name = "list",
    description = "List the torrents of a running server.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ListCommand implements Callable<Integer> {
  private static final int PAGE = 1_000;

  @Option(names = "--route", paramLabel = "FOLDER", description = "Only those of this folder.")
  String route = "";

  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Mixin ServerOptions server = new ServerOptions();

  @Override
  public Integer call() throws IOException, WrongConfigException {
    try (ApiClient client = server.connect()) {
      JsonNode torrents = all(client, route);
      if (json) {
        System.out.println(torrents);
      } else {
        torrents.forEach(torrent -> System.out.println(TorrentLine.of(torrent)));
      }
      return 0;
    }
  }

  /** All pages. */
  static ArrayNode all(ApiClient client, String route) throws IOException {
    ArrayNode all = new ObjectMapper().createArrayNode();
    String filter = route.isEmpty() ? "" : "&route=" + ApiClient.encoded(route);
    JsonNode page;
    do {
      page = client.get("torrents?offset=" + all.size() + "&limit=" + PAGE + filter);
      page.forEach(all::add);
    } while (page.size() == PAGE);
    return all;
  }
}
