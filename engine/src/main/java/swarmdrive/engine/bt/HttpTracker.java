package swarmdrive.engine.bt;

import bt.metainfo.TorrentId;
import bt.net.InetPeer;
import bt.net.Peer;
import bt.torrent.TorrentSessionState;
import bt.tracker.Tracker;
import bt.tracker.TrackerRequestBuilder;
import bt.tracker.TrackerResponse;
import com.google.common.base.Strings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.bencode.Bencode;

/**
 * An HTTP tracker (BEP 3, compact answers BEP 23 and 7). bt-core's client trusts the answer's
 * lengths and nesting, and knows no list of dictionaries. Blocks; for any thread.
 */
final class HttpTracker implements Tracker {
  /** Bytes read of an answer. */
  private static final int MAX_ANSWER = 1 << 20;

  private static final int MAX_PEERS = 1000;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int IPV4_LENGTH = 6;
  private static final int IPV6_LENGTH = 18;

  private final HttpClient client;
  private final String url;
  private final LocalPeer self;
  private final KnownTorrents torrents;

  HttpTracker(HttpClient client, String url, LocalPeer self, KnownTorrents torrents) {
    this.client = client;
    this.url = url;
    this.self = self;
    this.torrents = torrents;
  }

  @Override
  public TrackerRequestBuilder request(TorrentId torrent) {
    return new TrackerRequestBuilder(torrent) {
      @Override
      public TrackerResponse start() {
        return announce(torrent, "started");
      }

      @Override
      public TrackerResponse stop() {
        return announce(torrent, "stopped");
      }

      @Override
      public TrackerResponse complete() {
        return announce(torrent, "completed");
      }

      @Override
      public TrackerResponse query() {
        return announce(torrent, "");
      }
    };
  }

  private TrackerResponse announce(TorrentId torrent, String event) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(uri(torrent, event))
              .timeout(TIMEOUT)
              .header("User-Agent", "swarmdrive")
              .build();
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return answer(response.statusCode(), body.readNBytes(MAX_ANSWER));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return TrackerResponse.exceptional(e);
    } catch (IOException | IllegalArgumentException e) {
      return TrackerResponse.exceptional(e);
    }
  }

  private URI uri(TorrentId torrent, String event) {
    StringBuilder query = new StringBuilder(url).append(url.indexOf('?') < 0 ? '?' : '&');
    query.append("info_hash=").append(percent(torrent.getBytes()));
    self.getLocalPeer()
        .getPeerId()
        .ifPresent(id -> query.append("&peer_id=").append(percent(id.getBytes())));
    query.append("&port=").append(self.getLocalPeer().getPort());
    Optional<TorrentSessionState> state =
        torrents.getDescriptor(torrent).flatMap(known -> known.getSessionState());
    query.append("&uploaded=").append(state.map(TorrentSessionState::getUploaded).orElse(0L));
    query.append("&downloaded=").append(state.map(TorrentSessionState::getDownloaded).orElse(0L));
    query
        .append("&left=")
        .append(state.map(TorrentSessionState::getLeft).filter(left -> left >= 0).orElse(1L << 30));
    query.append("&compact=1&numwant=100&supportcrypto=1");
    if (!event.isEmpty()) {
      query.append("&event=").append(event);
    }
    return URI.create(query.toString());
  }

  private static String percent(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length * 3);
    for (byte b : bytes) {
      text.append('%').append(Strings.padStart(Integer.toHexString(b & 0xff), 2, '0'));
    }
    return text.toString();
  }

  /** Reads an answer; hostile. */
  static TrackerResponse answer(int status, byte[] body) {
    try {
      Bencode answer = Bencode.parse(body);
      if (!answer.isDictionary()) {
        return TrackerResponse.failure("the answer is not a dictionary");
      }
      Optional<Bencode> failure = answer.get("failure reason");
      return failure.isPresent() ? TrackerResponse.failure(text(failure.get())) : peers(answer);
    } catch (MetainfoException e) {
      return TrackerResponse.failure(
          status == 200 ? "the answer is damaged: " + e.getMessage() : "HTTP status " + status);
    }
  }

  private static String text(Bencode value) {
    byte[] bytes = value.isString() ? value.content() : new byte[0];
    return new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8)
        .replaceAll("\\p{Cntrl}", " ");
  }

  private static TrackerResponse peers(Bencode answer) throws MetainfoException {
    List<Peer> peers = new ArrayList<>();
    Optional<Bencode> listed = answer.get("peers");
    if (listed.isPresent() && listed.get().isList()) {
      dictionaries(listed.get(), peers);
    } else {
      compact(listed, IPV4_LENGTH, peers);
    }
    compact(answer.get("peers6"), IPV6_LENGTH, peers);
    TrackerResponse response = TrackerResponse.ok();
    response.setPeers(peers);
    response.setInterval(seconds(answer, "interval"));
    response.setMinInterval(seconds(answer, "min interval"));
    return response;
  }

  private static int seconds(Bencode answer, String key) throws MetainfoException {
    return answer
        .get(key)
        .filter(Bencode::isInteger)
        .flatMap(Bencode::integer)
        .map(value -> (int) Math.clamp(value, 0, 24 * 3600))
        .orElse(0);
  }

  private static void compact(Optional<Bencode> listed, int length, List<Peer> to) {
    if (listed.isEmpty() || !listed.get().isString()) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(listed.get().content());
    while (bytes.remaining() >= length && to.size() < MAX_PEERS) {
      byte[] address = new byte[length - 2];
      bytes.get(address);
      add(address, Short.toUnsignedInt(bytes.getShort()), to);
    }
  }

  private static void dictionaries(Bencode list, List<Peer> to) throws MetainfoException {
    for (Bencode peer : list.firstItems(MAX_PEERS)) {
      if (peer.isDictionary()) {
        int port = seconds(peer, "port");
        Optional<byte[]> address =
            peer.get("ip").filter(Bencode::isString).flatMap(ip -> literal(text(ip)));
        address.ifPresent(bytes -> add(bytes, port, to));
      }
    }
  }

  /** An address in digits; names are not looked up for a stranger. */
  private static Optional<byte[]> literal(String address) {
    try {
      return Optional.of(InetAddress.ofLiteral(address).getAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void add(byte[] address, int port, List<Peer> to) {
    try {
      if (port > 0 && port <= 65535) {
        to.add(InetPeer.build(InetAddress.getByAddress(address), port));
      }
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The client is shared. */
  @Override
  public void close() {}
}
