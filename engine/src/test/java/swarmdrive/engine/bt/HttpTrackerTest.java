package swarmdrive.engine.bt;

import static org.assertj.core.api.Assertions.assertThat;

import bt.metainfo.TorrentId;
import bt.net.Peer;
import bt.net.PeerId;
import bt.tracker.TrackerResponse;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class HttpTrackerTest {
  private static final TorrentId TORRENT =
      TorrentId.fromBytes("aaaaaaaaaa\0\1\2\3bbb&=%".getBytes(StandardCharsets.ISO_8859_1));

  private static TrackerResponse answer(String body) {
    return HttpTracker.answer(200, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String[] peers(TrackerResponse response) {
    assertThat(response.isSuccess()).as(response.getErrorMessage()).isTrue();
    return StreamSupport.stream(response.getPeers().spliterator(), false)
        .map(HttpTrackerTest::text)
        .toArray(String[]::new);
  }

  private static String text(Peer peer) {
    return peer.getInetAddress().getHostAddress() + " " + peer.getPort();
  }

  @Test
  void compactPeers_areRead() {
    TrackerResponse response =
        answer("d8:intervali900e5:peers12:\n\0\0\1\u001a\u00e1\n\0\0\2\0\ne");
    assertThat(peers(response)).containsExactly("10.0.0.1 6881", "10.0.0.2 10");
    assertThat(response.getInterval()).isEqualTo(900);
  }

  @Test
  void dictionaryPeers_areRead_namesAreNotLookedUp() {
    assertThat(
            peers(
                answer(
                    "d5:peersld2:ip8:10.0.0.17:peer id1:x4:porti6881eed2:ip9:localhost4:porti1eed2:ip3:::14:porti7eeee")))
        .containsExactly("10.0.0.1 6881", "0:0:0:0:0:0:0:1 7");
  }

  @Test
  void peers6_areRead() {
    assertThat(peers(answer("d5:peers0:6:peers618:\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\7e")))
        .containsExactly("0:0:0:0:0:0:0:1 7");
  }

  @Test
  void failureReason_isToldInOneLine() {
    TrackerResponse response = answer("d14:failure reason9:not\nhere!e");
    assertThat(response.isSuccess()).isFalse();
    assertThat(response.getErrorMessage()).isEqualTo("not here!");
  }

  @Test
  void hostileAnswers_areFailures() {
    Random random = new Random(2);
    assertThat(answer("").isSuccess()).isFalse();
    assertThat(answer("l".repeat(500_000)).isSuccess()).isFalse();
    assertThat(answer("2147483647:").isSuccess()).isFalse();
    assertThat(answer("d5:peersi5ee").isSuccess()).isTrue();
    assertThat(
            HttpTracker.answer(502, "<html>".getBytes(StandardCharsets.US_ASCII)).getErrorMessage())
        .contains("502");
    byte[] good =
        "d8:intervali900e5:peers12:\n\0\0\1\u001a\u00e1\n\0\0\2\0\ne"
            .getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < 5000; i++) {
      byte[] spoiled = good.clone();
      spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
      HttpTracker.answer(200, spoiled);
    }
  }

  @Test
  void announce_sendsWhatTrackersWant() throws Exception {
    AtomicReference<String> query = new AtomicReference<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/announce",
        exchange -> {
          query.set(exchange.getRequestURI().getRawQuery());
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("d5:peers0:e".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/announce?key=1";
      LocalPeer self =
          new LocalPeer(
              6881, PeerId.fromBytes("-SW0100-abcdefghijkl".getBytes(StandardCharsets.US_ASCII)));
      TrackerResponse response =
          new HttpTracker(client, url, self, new KnownTorrents()).request(TORRENT).start();
      assertThat(peers(response)).isEmpty();
    } finally {
      server.stop(0);
    }
    assertThat(query.get())
        .startsWith(
            "key=1&info_hash=%61%61%61%61%61%61%61%61%61%61%00%01%02%03%62%62%62%26%3d%25&peer_id=%2d%53%57")
        .contains(
            "&port=6881&", "&uploaded=0&", "&left=1073741824&", "&compact=1&", "&event=started")
        .doesNotContain("&ip=");
  }
}
