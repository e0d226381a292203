package swarmdrive.engine.bt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import swarmdrive.engine.InfoHash;

/**
 * One message of local service discovery (BEP 14), a head in the manner of HTTP.
 *
 * @param port TCP port of the one who sends it
 * @param torrents what it has or wants; at least one
 * @param cookie tells one's own messages from others'; empty if there was none
 */
record LocalAnnounce(int port, List<InfoHash> torrents, String cookie) {
  /** Torrents in one message: more do not fit into a datagram that every network takes. */
  static final int MAX_TORRENTS = 20;

  private static final String FIRST_LINE = "BT-SEARCH * HTTP/1.1";
  private static final Pattern INFO_HASH = Pattern.compile("[0-9a-fA-F]{40}");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final int MAX_COOKIE = 64;

  LocalAnnounce {
    torrents = List.copyOf(torrents);
  }

  /** The datagram, as said to a group. */
  byte[] toBytes(String group) {
    StringBuilder text = new StringBuilder(FIRST_LINE + "\r\n");
    text.append("Host: ").append(group).append("\r\n");
    text.append("Port: ").append(port).append("\r\n");
    torrents.forEach(torrent -> text.append("Infohash: ").append(torrent.toHex()).append("\r\n"));
    text.append("cookie: ").append(cookie).append("\r\n\r\n\r\n");
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads a stranger's datagram; empty if it is none of these, or says nothing of use. */
  static Optional<LocalAnnounce> parse(ByteBuffer datagram) {
    List<String> lines = StandardCharsets.ISO_8859_1.decode(datagram).toString().lines().toList();
    if (lines.isEmpty() || !lines.getFirst().strip().equals(FIRST_LINE)) {
      return Optional.empty();
    }
    int port = 0;
    String cookie = "";
    List<InfoHash> torrents = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, Math.max(colon, 0)).strip().toLowerCase(Locale.ROOT)) {
        case "port" -> port = PORT.matcher(value).matches() ? Integer.parseInt(value) : 0;
        case "cookie" -> cookie = value.substring(0, Math.min(value.length(), MAX_COOKIE));
        case "infohash" -> {
          if (torrents.size() < MAX_TORRENTS && INFO_HASH.matcher(value).matches()) {
            torrents.add(InfoHash.fromHex(value));
          }
        }
        default -> {
          // other heads are for others
        }
      }
    }
    return port < 1 || port > 65535 || torrents.isEmpty()
        ? Optional.empty()
        : Optional.of(new LocalAnnounce(port, torrents, cookie));
  }
}
