package swarmdrive.engine.metainfo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import com.google.common.net.HostAndPort;
import com.google.common.net.UrlEscapers;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.MetainfoException;

/**
 * Reads and writes magnet links (BEP 9), with the many small liberties that are met in the wild.
 */
final class MagnetLink {
  /** Longest link, characters. */
  static final int MAX_LENGTH = 64 << 10;

  /** Most trackers; more are left out. */
  static final int MAX_TRACKERS = 500;

  /** Most peers; more are left out. */
  static final int MAX_PEERS = 200;

  private static final String SCHEME = "magnet:?";
  private static final String BTIH = "urn:btih:";
  private static final String BTMH = "urn:btmh:";
  private static final CharMatcher AROUND = CharMatcher.whitespace().or(CharMatcher.is('\uFEFF'));
  private static final CharMatcher HOST =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("-._:"));

  private Optional<InfoHash> infoHash = Optional.empty();
  private Optional<String> name = Optional.empty();
  private boolean version2;
  private final UrlList urls = new UrlList(MAX_TRACKERS);
  private final List<String> trackers = new ArrayList<>();
  private final List<InetSocketAddress> peers = new ArrayList<>();

  private List<FileNumbers> selected = List.of();

  private MagnetLink() {}

  static Magnet parse(String link) throws MetainfoException {
    if (link.length() > MAX_LENGTH) {
      throw new MetainfoException("magnet link is longer than " + MAX_LENGTH + " characters");
    }
    String trimmed = AROUND.trimFrom(link);
    if (!trimmed.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new MetainfoException("not a magnet link: it does not start with " + SCHEME);
    }
    if (CharMatcher.anyOf("\r\n").matchesAnyOf(trimmed)) {
      throw new MetainfoException("more than one line where one magnet link belongs");
    }
    MagnetLink fields = new MagnetLink();
    for (String field : Splitter.on('&').split(trimmed.substring(SCHEME.length()))) {
      fields.take(field);
    }
    return fields.toMagnet();
  }

  private Magnet toMagnet() throws MetainfoException {
    if (infoHash.isEmpty() && version2) {
      throw new MetainfoException(
          "this magnet link names a version 2 torrent (BEP 52) only, not supported yet");
    }
    InfoHash hash =
        infoHash.orElseThrow(
            () -> new MetainfoException("magnet link has no info hash (xt=urn:btih:...)"));
    return new Magnet(hash, name, List.copyOf(trackers), List.copyOf(peers), selected);
  }

  private void take(String field) throws MetainfoException {
    int equals = field.indexOf('=');
    if (equals < 0) {
      return;
    }
    String value = PercentDecoder.decode(field.substring(equals + 1));
    switch (key(field.substring(0, equals))) {
      case "xt" -> takeTopic(value);
      case "dn" -> name = name.or(() -> Optional.of(value).filter(MagnetLink::isName));
      case "tr" -> urls.take(value, trackers);
      case "x.pe" -> takePeer(value);
      case "so" -> selected = selected.isEmpty() ? FileNumbers.parse(value) : selected;
      default -> {} // xl, ws and whatever comes: not needed
    }
  }

  /** {@code tr.1} counts as {@code tr}; a link out of a web page's source says {@code &amp;tr}. */
  private static String key(String written) {
    String key = PercentDecoder.decode(written).toLowerCase(Locale.ROOT);
    String plain = key.startsWith("amp;") ? key.substring(4) : key;
    int dot = plain.lastIndexOf('.');
    boolean numbered =
        dot > 0 && CharMatcher.inRange('0', '9').matchesAllOf(plain.substring(dot + 1));
    return numbered ? plain.substring(0, dot) : plain;
  }

  private void takeTopic(String topic) throws MetainfoException {
    String lower = topic.strip().toLowerCase(Locale.ROOT);
    if (lower.startsWith(BTMH)) {
      version2 = true;
    } else if (lower.startsWith(BTIH) && infoHash.isEmpty()) {
      infoHash = Optional.of(infoHash(lower.substring(BTIH.length())));
    }
  }

  private static InfoHash infoHash(String digits) throws MetainfoException {
    try {
      return switch (digits.length()) {
        case 40 -> InfoHash.fromHex(digits);
        case 32 -> InfoHash.of(BaseEncoding.base32().lowerCase().decode(digits));
        default -> throw badHash();
      };
    } catch (IllegalArgumentException notDigits) {
      throw badHash();
    }
  }

  private static MetainfoException badHash() {
    return new MetainfoException(
        "magnet link's info hash is neither 40 hexadecimal nor 32 base32 digits");
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && name.length() <= InfoDictionary.MAX_NAME;
  }

  private void takePeer(String address) {
    try {
      HostAndPort peer = HostAndPort.fromString(address.strip());
      boolean usable =
          HOST.matchesAllOf(peer.getHost())
              && !peer.getHost().isEmpty()
              && peer.getHost().length() <= 255
              && peer.getPortOrDefault(0) > 0;
      if (usable && peers.size() < MAX_PEERS) {
        peers.add(InetSocketAddress.createUnresolved(peer.getHost(), peer.getPort()));
      }
    } catch (IllegalArgumentException notAnAddress) {
      // the other peers may be good
    }
  }

  /** Trackers that would make the link longer than {@link #parse} takes are left out. */
  static String format(Magnet magnet) {
    StringBuilder link = new StringBuilder(SCHEME).append("xt=").append(BTIH);
    link.append(magnet.infoHash().toHex());
    magnet.name().filter(MagnetLink::isName).ifPresent(name -> append(link, "dn", name));
    if (!magnet.selected().isEmpty()) {
      append(link, "so", FileNumbers.format(magnet.selected()));
    }
    magnet.peers().forEach(peer -> append(link, "x.pe", formatPeer(peer)));
    magnet.trackers().forEach(tracker -> append(link, "tr", tracker));
    return link.toString();
  }

  private static void append(StringBuilder link, String key, String value) {
    // half a surrogate pair would make the escaper throw
    String wellFormed = new String(value.getBytes(UTF_8), UTF_8);
    String escaped = UrlEscapers.urlFormParameterEscaper().escape(wellFormed).replace("+", "%20");
    if (link.length() + key.length() + escaped.length() + 2 <= MAX_LENGTH) {
      link.append('&').append(key).append('=').append(escaped);
    }
  }

  private static String formatPeer(InetSocketAddress peer) {
    return HostAndPort.fromParts(peer.getHostString(), peer.getPort()).toString();
  }
}
