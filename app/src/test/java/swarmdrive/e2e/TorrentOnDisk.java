package swarmdrive.e2e;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A torrent file made by mktorrent, and the content it was made of.
 *
 * @param file the .torrent file
 * @param content a file, or the folder of a torrent of several files
 * @param infoHash 40 hexadecimal digits
 * @param announce the tracker's URL in it
 */
record TorrentOnDisk(Path file, Path content, String infoHash, String announce) {
  /**
   * Makes a torrent file.
   *
   * @param pieceLength a power of two, in bytes
   */
  static TorrentOnDisk make(Path content, int pieceLength, String announce)
      throws IOException, InterruptedException {
    Path file = RunFolder.create("torrent").resolve("made.torrent");
    int exponent = Integer.numberOfTrailingZeros(pieceLength);
    Program.run(
            Duration.ofMinutes(2),
            "mktorrent",
            "-l",
            "" + exponent,
            "-a",
            announce,
            "-o",
            file.toString(),
            content.toString())
        .orFail();
    return new TorrentOnDisk(file, content, infoHash(file), announce);
  }

  /** The torrent's name: the content's. */
  String name() {
    return content.getFileName().toString();
  }

  /** The folder that the content lies in. */
  Path parent() {
    return java.util.Objects.requireNonNull(content.getParent());
  }

  String magnet() {
    return "magnet:?xt=urn:btih:" + infoHash + "&dn=" + encode(name()) + "&tr=" + encode(announce);
  }

  static String infoHash(Path torrent) throws IOException {
    byte[] data = Files.readAllBytes(torrent);
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int from = text.indexOf("4:info") + 6;
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(data, from, endOfValue(text, from) - from);
      return HexFormat.of().formatHex(sha1.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The offset behind the bencoded value (BEP 3) at an offset. */
  private static int endOfValue(String text, int at) {
    char kind = text.charAt(at);
    if (kind == 'i') {
      return text.indexOf('e', at) + 1;
    }
    if (kind == 'l' || kind == 'd') {
      int next = at + 1;
      while (text.charAt(next) != 'e') {
        next = endOfValue(text, next);
      }
      return next + 1;
    }
    int colon = text.indexOf(':', at);
    return colon + 1 + Integer.parseInt(text.substring(at, colon));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
