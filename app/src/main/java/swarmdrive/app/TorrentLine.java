package swarmdrive.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import swarmdrive.app.config.Sizes;

/** A torrent of a server in one line. */
final class TorrentLine {
  private TorrentLine() {}

  static String of(JsonNode torrent) {
    String route = torrent.path("route").asText();
    String name = (route.isEmpty() ? "" : route + "/") + torrent.path("name").asText();
    String hash = torrent.path("infoHash").asText();
    return String.format(
        Locale.ROOT,
        "%-40s  %-17s  %5s  %9s  %s%s",
        hash.isEmpty() ? "-" : hash,
        torrent.path("paused").asBoolean() ? "paused" : torrent.path("state").asText(),
        percent(torrent),
        Sizes.show(torrent.path("size").asLong()),
        Terminal.printable(name),
        problem(torrent));
  }

  private static String percent(JsonNode torrent) {
    long pieces = torrent.path("pieces").asLong();
    return pieces == 0 ? "-" : torrent.path("piecesHeld").asLong() * 100 / pieces + "%";
  }

  private static String problem(JsonNode torrent) {
    String problem = torrent.path("problem").asText();
    return problem.isEmpty() ? "" : "  (" + Terminal.printable(problem) + ")";
  }
}
