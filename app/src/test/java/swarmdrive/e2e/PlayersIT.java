package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Real players play and seek a film of two minutes in a torrent. Its index is at its end, as
 * encoders write it, so that every player has to jump before it shows a picture.
 */
@ExtendWith(SwarmExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayersIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Swarm swarm;
  private Path film = Path.of("");
  private TorrentOnDisk torrent;
  private Swarmdrive swarmdrive;
  private URI url;

  PlayersIT(Swarm swarm) {
    this.swarm = swarm;
  }

  @BeforeAll
  void makeTheFilm() throws Exception {
    film = RunFolder.create("film").resolve("a film.mp4");
    Program.run(
            LIMIT,
            ("ffmpeg -v error -f lavfi -i testsrc2=duration=120:size=640x360:rate=25"
                    + " -f lavfi -i sine=duration=120 -c:v libx264 -preset ultrafast -qp 8 -g 50"
                    + " -pix_fmt yuv420p -c:a aac -shortest "
                    + film.toString().replace(" ", "\t"))
                .transform(PlayersIT::words))
        .orFail();
    assertThat(Files.size(film)).isGreaterThan(20_000_000);
    torrent = swarm.seedWithLibtorrent(film);
  }

  /** Words are parted by blanks; a tab stands for a blank in a word. */
  private static String[] words(String line) {
    String[] words = line.split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].replace('\t', ' ');
    }
    return words;
  }

  @BeforeEach
  void serve() throws Exception {
    swarmdrive = Swarmdrive.serve();
    swarmdrive.addByCopy(torrent);
    url = swarmdrive.drive().url("a film.mp4");
  }

  @AfterEach
  void stop() {
    swarmdrive.close();
  }

  private static String output(String line, String input) throws Exception {
    String[] words = words(line);
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].replace("INPUT", input);
    }
    return Program.run(LIMIT, words).orFail().text();
  }

  private void assertReadAtMost(double part) throws IOException, InterruptedException {
    assertThat(swarmdrive.counter("bytesReceived")).isLessThan((long) (part * Files.size(film)));
  }

  @Test
  void ffprobe_readsBothEndsOnly() throws Exception {
    String probe = "ffprobe -v error -show_entries format=duration:stream=codec_name -of csv INPUT";
    assertThat(output(probe, url.toString()))
        .isEqualTo(output(probe, film.toString()))
        .contains("h264", "aac", "120.");
    assertReadAtMost(0.6);
  }

  @Test
  void ffmpeg_seeksToTheSamePictureAsOnDisk() throws Exception {
    String picture = "ffmpeg -v error -ss 100.4 -i INPUT -map 0:v -frames:v 1 -f framemd5 -";
    assertThat(output(picture, url.toString())).isEqualTo(output(picture, film.toString()));
    assertReadAtMost(0.8);
  }

  @Test
  void ffmpeg_playsTheWholeFilm() throws Exception {
    String all = "ffmpeg -v error -i INPUT -c copy -f md5 -";
    assertThat(output(all, url.toString())).isEqualTo(output(all, film.toString()));
  }

  @Test
  void mpv_playsFromTheMiddle() throws Exception {
    String played =
        output(
            "mpv --no-config --vo=null --ao=null --untimed --start=60 --length=5"
                + " --term-status-msg=at:${=time-pos}/${=duration} --msg-level=all=status"
                + " INPUT",
            url.toString());
    assertThat(played).contains("/120.").containsPattern("at:6[0-4]\\.");
    assertReadAtMost(0.9);
  }

  @Test
  void chromium_playsAndSeeks() throws Exception {
    try (Browser browser = Browser.start()) {
      browser.open(url);
      String video = "const v = document.querySelector('video'); ";
      Eventually.isTrue(
          "the browser knows the film's length",
          LIMIT,
          () -> browser.run(video + "return v === null ? 0 : v.duration").asDouble() > 119);
      browser.run(video + "v.muted = true; v.currentTime = 100; v.play(); return 0");
      Eventually.isTrue(
          "the film plays where it was sought",
          LIMIT,
          () -> browser.run(video + "return v.currentTime").asDouble() > 101);
      assertThat(browser.run(video + "return v.error === null ? 'none' : v.error.message").asText())
          .isEqualTo("none");
      assertThat(browser.run(video + "return v.videoWidth").asInt()).isEqualTo(640);
    }
  }
}
