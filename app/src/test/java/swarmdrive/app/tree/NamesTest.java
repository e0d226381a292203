package swarmdrive.app.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "plain.txt, plain.txt",
    "a:b, a：b",
    "what?, what？",
    "a/b, a／b",
    ".., .．",
    "., ．",
    ".hidden, .hidden",
    "'end ', end␠",
    "end., end．",
    "CON, ＣON",
    "con.txt, ｃon.txt",
    "Console, Console",
    "LPT1 .x, ＬPT1 .x",
    "a：b, a‛：b",
    "'', ‛",
  })
  void safeName_isWhatTheTableSays(String name, String safe) {
    assertThat(SafeName.of(name)).isEqualTo(safe);
  }

  @Test
  void longName_keepsItsExtension_andDiffersFromItsNeighbours() {
    String one = SafeName.of("日".repeat(100) + "1.mkv");
    String two = SafeName.of("日".repeat(100) + "2.mkv");
    assertThat(one).endsWith(".mkv").startsWith("日日日").contains("~").isNotEqualTo(two);
    assertThat(one.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(200);
  }

  @Test
  void secondOfAName_getsItsNumberBeforeTheExtension() {
    Names names = new Names();
    assertThat(names.takeForFile("a.txt")).isEqualTo("a.txt");
    assertThat(names.takeForFile("A.TXT")).isEqualTo("A (2).TXT");
    assertThat(names.takeForFile("a (3).txt")).isEqualTo("a (3).txt");
    assertThat(names.takeForFile("a.txt")).isEqualTo("a (4).txt");
    assertThat(names.takeForFolder("a.txt")).isEqualTo("a.txt (2)");
    assertThat(names.takeForFile(".profile")).isEqualTo(".profile");
    assertThat(names.takeForFile(".profile")).isEqualTo(".profile (2)");
  }

  @Test
  void manyOfTheSameName_areNumberedInLinearTime() {
    Names names = new Names();
    for (int i = 0; i < 200_000; i++) {
      names.takeForFile("same");
    }
    assertThat(names.takeForFile("same")).isEqualTo("same (200001)");
  }

  @ParameterizedTest
  @CsvSource({
    "a.mkv, video/x-matroska",
    "a.MP4, video/mp4",
    "a.webm, video/webm",
    "a.flac, audio/flac",
    "a.opus, audio/ogg",
    "a.mp3, audio/mpeg",
    "a.epub, application/epub+zip",
    "a.cbz, application/vnd.comicbook+zip",
    "a.7z, application/x-7z-compressed",
    "a.zip, application/zip",
    "a.tar.gz, application/gzip",
    "a.jpg, image/jpeg",
    "a.svg, image/svg+xml",
    "a.html, text/html",
    "a.txt, text/plain;charset=utf-8",
    "a.nfo, text/plain;charset=utf-8",
    "a.md, text/markdown",
    "a.torrent, application/x-bittorrent",
    "a.txt#b, application/octet-stream",
    "a, application/octet-stream",
    ".mkv, application/octet-stream",
    "a., application/octet-stream",
    "a.neverheardof, application/octet-stream",
  })
  void mediaType_isKnownByExtension(String name, String type) {
    assertThat(MediaTypes.of(name)).isEqualTo(type);
  }
}
