package swarmdrive.engine.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import swarmdrive.engine.InfoHash;

final class HttpTrackerTest {
  static final InfoHash TORRENT =
      InfoHash.of("aaaaaaaaaa\0\1\2\3bbb&=%".getBytes(StandardCharsets.ISO_8859_1));

  static Announce announce(Announce.Event event) {
    return new Announce(TORRENT, "-SW0100-abcdefghijkl", 6881, 1, 2, 1L << 30, event);
  }

  private static TrackerAnswer answer(String body) throws IOException {
    return HttpTracker.answer(200, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String[] peers(TrackerAnswer answer) {
    return answer.peers().stream()
        .map(peer -> peer.getAddress().getHostAddress() + " " + peer.getPort())
        .toArray(String[]::new);
  }

  @Test
  void compactPeers_areRead() throws IOException {
    TrackerAnswer response = answer("d8:intervali900e5:peers12:\n\0\0\1\u001a\u00e1\n\0\0\2\0\ne");
    assertThat(peers(response)).containsExactly("10.0.0.1 6881", "10.0.0.2 10");
    assertThat(response.interval()).isEqualTo(Duration.ofSeconds(900));
  }

  @Test
  void dictionaryPeers_areRead_namesAreNotLookedUp() throws IOException {
    assertThat(
            peers(
                answer(
                    "d5:peersld2:ip8:10.0.0.17:peer id1:x4:porti6881eed2:ip9:localhost4:porti1eed2:ip3:::14:porti7eeee")))
        .containsExactly("10.0.0.1 6881", "0:0:0:0:0:0:0:1 7");
  }

  @Test
  void peers6_areRead() throws IOException {
    assertThat(peers(answer("d5:peers0:6:peers618:\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\7e")))
        .containsExactly("0:0:0:0:0:0:0:1 7");
  }

  @Test
  void failureReason_isToldInOneLine() {
    assertThatThrownBy(() -> answer("d14:failure reason9:not\nhere!e"))
        .isInstanceOf(IOException.class)
        .hasMessage("the tracker says: not here!");
  }

  @Test
  void hostileAnswers_areFailures() throws IOException {
    for (String body : new String[] {"", "l".repeat(500_000), "2147483647:", "i5e"}) {
      assertThatThrownBy(() -> answer(body)).isInstanceOf(IOException.class);
    }
    assertThat(peers(answer("d5:peersi5ee"))).isEmpty();
    assertThatThrownBy(() -> HttpTracker.answer(502, new byte[] {'<'})).hasMessageContaining("502");
    assertThat(answer("d5:peers" + (6 * 1002) + ":" + "\1".repeat(6 * 1002) + "e").peers())
        .hasSize(TrackerAnswer.MAX_PEERS);
  }

  @Test
  void spoiledAnswers_areReadOrFailures() {
    Random random = new Random(2);
    byte[] good =
        "d8:intervali900e5:peers12:\n\0\0\1\u001a\u00e1\n\0\0\2\0\ne"
            .getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < 5000; i++) {
      byte[] spoiled = good.clone();
      spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
      try {
        HttpTracker.answer(200, spoiled);
      } catch (IOException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
      }
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
      TrackerAnswer response =
          new HttpTracker(client, url).announce(announce(Announce.Event.STARTED));
      assertThat(peers(response)).isEmpty();
    } finally {
      server.stop(0);
    }
    assertThat(query.get())
        .startsWith(
            "key=1&info_hash=%61%61%61%61%61%61%61%61%61%61%00%01%02%03%62%62%62%26%3d%25&peer_id=%2d%53%57")
        .contains(
            "&port=6881&", "&uploaded=1&", "&left=1073741824&", "&compact=1&", "&event=started")
        .doesNotContain("&ip=");
  }
}
