package swarmdrive.engine.tracker;

import com.google.common.base.Strings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.bencode.Bencode;

/**
 * An HTTP tracker (BEP 3, compact answers BEP 23 and 7), on the JDK's client. bt-core's trusts the
 * answer's lengths and nesting, and knows no list of dictionaries.
 */
final class HttpTracker implements Tracker {
  /** Bytes read of an answer. */
  private static final int MAX_ANSWER = 1 << 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient client;
  private final String url;

  HttpTracker(HttpClient client, String url) {
    this.client = client;
    this.url = url;
  }

  @Override
  public TrackerAnswer announce(Announce announce) throws IOException, InterruptedException {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(url + query(announce)))
              .timeout(TIMEOUT)
              .header("User-Agent", "swarmdrive")
              .build();
    } catch (IllegalArgumentException e) {
      throw new IOException("not a URL: " + e.getMessage(), e);
    }
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      return answer(response.statusCode(), body.readNBytes(MAX_ANSWER));
    }
  }

  private String query(Announce announce) {
    String query =
        (url.indexOf('?') < 0 ? "?" : "&")
            + "info_hash="
            + percent(announce.torrent().toBytes())
            + "&peer_id="
            + percent(announce.peerId().getBytes(StandardCharsets.ISO_8859_1))
            + ("&port=" + announce.port() + "&uploaded=" + announce.uploaded())
            + ("&downloaded=" + announce.downloaded() + "&left=" + announce.left())
            + ("&compact=1&numwant=" + Announce.PEERS_WANTED + "&supportcrypto=1");
    return announce.event() == Announce.Event.NONE
        ? query
        : query + "&event=" + announce.event().name().toLowerCase(Locale.ROOT);
  }

  private static String percent(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length * 3);
    for (byte b : bytes) {
      text.append('%').append(Strings.padStart(Integer.toHexString(b & 0xff), 2, '0'));
    }
    return text.toString();
  }

  /** Reads an answer; hostile. */
  static TrackerAnswer answer(int status, byte[] body) throws IOException {
    try {
      Bencode answer = Bencode.parse(body);
      if (!answer.isDictionary()) {
        throw new IOException("the answer is not a dictionary");
      }
      Optional<Bencode> failure = answer.get("failure reason");
      if (failure.isPresent()) {
        throw new IOException("the tracker says: " + text(failure.get()));
      }
      long seconds = Math.max(number(answer, "interval"), number(answer, "min interval"));
      return new TrackerAnswer(peers(answer), TrackerAnswer.interval(seconds));
    } catch (MetainfoException e) {
      throw new IOException(
          status == 200 ? "the answer is damaged: " + e.getMessage() : "HTTP status " + status, e);
    }
  }

  private static String text(Bencode value) {
    return UdpTracker.printable(value.isString() ? value.content() : new byte[0]);
  }

  private static long number(Bencode from, String key) throws MetainfoException {
    return from.get(key).filter(Bencode::isInteger).flatMap(Bencode::integer).orElse(0L);
  }

  private static List<InetSocketAddress> peers(Bencode answer) throws MetainfoException {
    List<InetSocketAddress> peers = new ArrayList<>();
    Optional<Bencode> listed = answer.get("peers");
    if (listed.isPresent() && listed.get().isList()) {
      dictionaries(listed.get(), peers);
    } else {
      peers.addAll(compact(listed, TrackerAnswer.IPV4_LENGTH));
    }
    peers.addAll(compact(answer.get("peers6"), TrackerAnswer.IPV6_LENGTH));
    return peers;
  }

  private static List<InetSocketAddress> compact(Optional<Bencode> listed, int length) {
    return listed.isPresent() && listed.get().isString()
        ? TrackerAnswer.compact(ByteBuffer.wrap(listed.get().content()), length)
        : List.of();
  }

  private static void dictionaries(Bencode list, List<InetSocketAddress> to)
      throws MetainfoException {
    for (Bencode peer : list.firstItems(TrackerAnswer.MAX_PEERS)) {
      if (peer.isDictionary()) {
        long port = number(peer, "port");
        Optional<InetAddress> address =
            peer.get("ip").filter(Bencode::isString).flatMap(ip -> literal(text(ip)));
        if (address.isPresent() && port > 0 && port <= 65535) {
          to.add(new InetSocketAddress(address.get(), (int) port));
        }
      }
    }
  }

  /** An address in digits; names are not looked up for a stranger. */
  private static Optional<InetAddress> literal(String address) {
    try {
      return Optional.of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
