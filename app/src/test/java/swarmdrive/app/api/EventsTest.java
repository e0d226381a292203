package swarmdrive.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import swarmdrive.app.testing.Eventually;
import swarmdrive.app.testing.FakeExchange;

final class EventsTest {
  @TempDir Path temporary;

  private Api api;
  private final List<Thread> clients = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    api = new Api(temporary).start();
  }

  @AfterEach
  void close() throws Exception {
    api.close();
    for (Thread client : clients) {
      assertThat(client.join(Duration.ofSeconds(20))).as("ends with the server").isTrue();
    }
  }

  private FakeExchange follow(String target) {
    FakeExchange exchange = Api.request("GET", target);
    clients.add(Thread.startVirtualThread(() -> answer(exchange)));
    return exchange;
  }

  private void answer(FakeExchange exchange) {
    try {
      api.endpoint.handle(exchange);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void stream_tellsStatusAndTorrents_andThenWhatIsDifferent() throws Exception {
    FakeExchange stream = follow("events");
    Eventually.until("the first status", () -> !events(stream, "status").isEmpty());
    assertThat(stream.headers).containsEntry("Content-Type", "text/event-stream");

    String link = "magnet:?xt=urn:btih:" + "ab".repeat(20) + "&dn=line%0Aend";
    api.json("POST", "torrents", "{\"magnet\":\"" + link + "\"}");
    Eventually.until("the new torrent", () -> !events(stream, "torrents").isEmpty());
    api.delete("torrents/" + "ab".repeat(20));
    Eventually.until("its end", () -> events(stream, "torrents").size() == 2);

    for (JsonNode status : events(stream, "status")) {
      api.description.checkBody("Status", status);
    }
    List<JsonNode> torrents = events(stream, "torrents");
    for (JsonNode changes : torrents) {
      api.description.checkBody("TorrentChanges", changes);
    }
    assertThat(torrents.get(0).at("/changed/0/name").asText()).isEqualTo("line_end");
    assertThat(torrents.get(1).at("/removed/0/file").asText()).isEqualTo("line_end.magnet");
  }

  @Test
  void logLines_comeIfAskedFor_fromTheLevelOn() {
    FakeExchange stream = follow("events?log=warn");
    FakeExchange without = follow("events");
    Logger log = (Logger) LoggerFactory.getLogger("swarmdrive.test");
    log.setLevel(Level.INFO);
    log.atError().addKeyValue("key", "a\nb").log("broken");
    log.info("fine");
    Eventually.until("the line", () -> !events(stream, "log").isEmpty());
    JsonNode line = events(stream, "log").getFirst();
    api.description.checkBody("LogLine", line);
    assertThat(line.get("message").asText()).isEqualTo("broken");
    assertThat(line.at("/values/key").asText()).isEqualTo("a\nb");
    assertThat(events(without, "log")).isEmpty();
  }

  @Test
  void clientsBeyondTheBound_areToldToComeLater() throws Exception {
    for (int i = 0; i < Events.MOST_CLIENTS; i++) {
      follow("events");
    }
    Eventually.until(
        "one too many",
        () -> {
          FakeExchange exchange = Api.request("HEAD", "events");
          answer(exchange);
          return exchange.status == 503;
        });
  }

  @Test
  void changes_areThoseSinceTheLastTime() {
    TorrentChanges changes = new TorrentChanges();
    TorrentInfo one = TorrentInfo.none("a", "r", "a.torrent", "arriving", "");
    TorrentInfo other = TorrentInfo.none("a", "r", "a.torrent", "damaged", "x");
    assertThat(changes.since(List.of()).isEmpty()).isTrue();
    assertThat(changes.since(List.of(one)).changed()).containsExactly(one);
    assertThat(changes.since(List.of(one)).isEmpty()).isTrue();
    assertThat(changes.since(List.of(other)).changed()).containsExactly(other);
    assertThat(changes.since(List.of()).removed())
        .containsExactly(new TorrentChanges.Key("r", "a.torrent"));
  }

  private static List<JsonNode> events(FakeExchange stream, String name) {
    List<JsonNode> events = new ArrayList<>();
    String all = stream.streamed();
    String whole = all.substring(0, Math.max(0, all.lastIndexOf("\n\n")));
    for (String event : whole.split("\n\n")) {
      String head = "event: " + name + "\ndata: ";
      if (event.startsWith(head)) {
        try {
          events.add(new ObjectMapper().readTree(event.substring(head.length())));
        } catch (IOException e) {
          throw new AssertionError(event, e);
        }
      }
    }
    return events;
  }
}
