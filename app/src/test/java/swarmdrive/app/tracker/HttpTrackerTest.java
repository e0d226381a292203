package swarmdrive.app.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpTrackerTest {
  /** 20 bytes, among them such as are no text in any encoding. */
  private static final String HASH = "%00%ff%80abcdefghijklmno%25%26";

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpTracker tracker;

  @BeforeEach
  void start() throws IOException {
    tracker = HttpTracker.start(loopback(0), InstantSource.system());
  }

  @AfterEach
  void stop() {
    tracker.close();
    client.close();
  }

  @Test
  void announce_isAnsweredInCompactForm() throws Exception {
    assertThat(announce("?info_hash=" + HASH + "&port=6881&left=0"))
        .isEqualTo("d8:completei0e10:incompletei0e8:intervali60e5:peers0:6:peers60:e");
    assertThat(announce("?info_hash=" + HASH + "&port=258&left=5&event=started"))
        .isEqualTo(
            "d8:completei1e10:incompletei0e8:intervali60e5:peers6:"
                + "\u007f\u0000\u0000\u0001\u001a\u00e1"
                + "6:peers60:e");
    assertThat(announce("?info_hash=" + HASH + "&port=1&left=0"))
        .contains("5:peers6:\u007f\u0000\u0000\u0001\u0001\u00026:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                              | info_hash must have 20 bytes
          ?info_hash=abc&port=1           | info_hash must have 20 bytes
          ?info_hash=abcdefghijklmnopqrst | port must be from 1 to 65535
          ?info_hash=abcdefghijklmnopqrst&port=0     | port must be from 1 to 65535
          ?info_hash=abcdefghijklmnopqrst&port=65536 | port must be from 1 to 65535
          ?info_hash=abcdefghijklmnopqrst&port=x     | port must be a number
          """)
  void wrongAnnounce_getsAFailureReason(String query, String reason) throws Exception {
    assertThat(announce(query))
        .isEqualTo("d14:failure reason" + reason.length() + ":" + reason + "e");
  }

  @Test
  void otherPathsAndMethods_areRefused() throws Exception {
    assertThat(get("/scrape").statusCode()).isEqualTo(404);
    assertThat(get("/announce/more").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(tracker.announceUrl()))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    HttpResponse<Void> answer = client.send(post, HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
  }

  @Test
  void portInUse_isSaidInOneLine() {
    int port = URI.create(tracker.announceUrl()).getPort();
    assertThatThrownBy(() -> HttpTracker.start(loopback(port), InstantSource.system()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen")
        .hasMessageContaining(String.valueOf(port));
  }

  private String announce(String query) throws Exception {
    return new String(get("/announce" + query).body(), StandardCharsets.ISO_8859_1);
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    URI uri = URI.create(tracker.announceUrl().replace("/announce", "") + path);
    return client.send(
        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
