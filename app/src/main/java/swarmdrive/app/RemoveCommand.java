package swarmdrive.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.remote.ApiClient;

/** {@code remove}: removes a torrent from a running server. */
@Command(
    name = "remove",
    description = "Remove a torrent from a running server.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RemoveCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "INFOHASH|NAME",
      description = "As list shows it: the info hash, the name, or FOLDER/NAME.")
  String torrent = "";

  @Mixin ServerOptions server = new ServerOptions();

  @Override
  public Integer call() throws IOException, WrongConfigException {
    try (ApiClient client = server.connect()) {
      JsonNode found = find(client);
      client.delete("torrents/" + found.path("infoHash").asText());
      System.out.println("removed " + Terminal.printable(found.path("name").asText()));
      return 0;
    }
  }

  private JsonNode find(ApiClient client) throws IOException {
    if (torrent.matches("[0-9a-fA-F]{40}")) {
      return client.get("torrents/" + torrent.toLowerCase(Locale.ROOT));
    }
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode known : ListCommand.all(client, "")) {
      String name = known.path("name").asText();
      if (torrent.equals(name) || torrent.equals(known.path("route").asText() + "/" + name)) {
        found.add(known);
      }
    }
    if (found.isEmpty()) {
      throw new IOException("there is no torrent " + torrent);
    }
    if (found.size() > 1) {
      throw new IOException(
          found.size() + " torrents are called " + torrent + "; give the info hash");
    }
    if (found.getFirst().path("infoHash").asText().isEmpty()) {
      throw new IOException(torrent + " is no torrent: remove its file from the library");
    }
    return found.getFirst();
  }
}
