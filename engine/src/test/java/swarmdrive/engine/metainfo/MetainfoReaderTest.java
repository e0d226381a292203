package swarmdrive.engine.metainfo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static swarmdrive.engine.metainfo.TorrentBytes.file;
import static swarmdrive.engine.metainfo.TorrentBytes.fileWith;
import static swarmdrive.engine.metainfo.TorrentBytes.hashes;
import static swarmdrive.engine.metainfo.TorrentBytes.multi;
import static swarmdrive.engine.metainfo.TorrentBytes.single;
import static swarmdrive.engine.metainfo.TorrentBytes.text;

import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.metainfo.Metainfo.FileEntry;

class MetainfoReaderTest {
  @Test
  void read_singleFile_isOneFileOfTheTorrentsName() throws Exception {
    Metainfo torrent = read(single());

    assertThat(torrent.singleFile()).isTrue();
    assertThat(torrent.name()).isEqualTo("movie.mkv");
    assertThat(torrent.files()).containsExactly(entry(0, 100, "movie.mkv"));
    assertThat(torrent.totalLength()).isEqualTo(100);
    assertThat(torrent.pieceLength()).isEqualTo(64);
    assertThat(torrent.pieceCount()).isEqualTo(2);
    assertThat(torrent.pieceHash(1)).startsWith(20, 21).hasSize(20);
    assertThat(torrent.trackers()).isEmpty();
    assertThat(torrent.created()).isEmpty();
    assertThat(torrent.isPrivate()).isFalse();
  }

  @Test
  void read_severalFiles_haveOffsetsInOrder() throws Exception {
    Metainfo torrent = read(multi(2, file(10, "a", "b.txt"), file(0, "empty"), file(90, "c")));

    assertThat(torrent.singleFile()).isFalse();
    assertThat(torrent.files())
        .containsExactly(entry(0, 10, "a", "b.txt"), entry(10, 0, "empty"), entry(10, 90, "c"));
  }

  @Test
  void read_infoHash_coversTheDictionarysBytesAsTheyCame() throws Exception {
    // keys out of order, as some old tools wrote them
    byte[] info =
        ("d12:piece lengthi64e6:pieces" + hashes(1) + "4:name1:n6:lengthi9ee").getBytes(ISO_8859_1);
    byte[] torrent = ("d4:info" + new String(info, ISO_8859_1) + "e").getBytes(ISO_8859_1);

    Metainfo read = MetainfoReader.read(torrent);

    assertThat(read.infoHash().toBytes())
        .isEqualTo(MessageDigest.getInstance("SHA-1").digest(info));
    assertThat(read.infoBytes()).isEqualTo(info);
  }

  @Test
  void read_announceList_replacesAnnounce() throws Exception {
    Metainfo torrent =
        read(
            single()
                .root("announce", text("http://one/"))
                .root("announce-list", "ll5:udp:a5:udp:bel5:udp:cee".replace("udp:", "u://")));

    assertThat(torrent.trackers()).containsExactly(List.of("u://a", "u://b"), List.of("u://c"));
  }

  @Test
  void read_announceListWithoutUrls_leavesAnnounce() throws Exception {
    for (String list : List.of("le", "llee", "i5e", "lli1eee", "l0:e", "ll3:a b3:c\ndee")) {
      Metainfo torrent =
          read(single().root("announce", text("http://one/")).root("announce-list", list));

      assertThat(torrent.trackers()).as(list).containsExactly(List.of("http://one/"));
    }
  }

  @Test
  void read_manyTrackers_keepsTheFirstDifferentOnes() throws Exception {
    StringBuilder list = new StringBuilder("l");
    for (int i = 0; i < 2000; i++) {
      list.append("l").append(text("http://t" + i / 2 + "/")).append("e");
    }

    Metainfo torrent = read(single().root("announce-list", list + "e"));

    assertThat(torrent.trackers()).hasSizeLessThanOrEqualTo(MetainfoReader.MAX_TRACKERS);
    assertThat(torrent.trackers().getFirst()).containsExactly("http://t0/");
    assertThat(torrent.trackers()).doesNotHaveDuplicates();
  }

  @Test
  void read_urlList_isOneUrlOrMany() throws Exception {
    assertThat(read(single().root("url-list", text("http://w/"))).webSeeds())
        .containsExactly("http://w/");
    assertThat(
            read(single().root("url-list", "l" + text("http://w/") + text("http://x/") + "e"))
                .webSeeds())
        .containsExactly("http://w/", "http://x/");
    assertThat(read(single().root("url-list", "0:")).webSeeds()).isEmpty();
  }

  @Test
  void read_creationDate_isEmptyIfAbsurd() throws Exception {
    assertThat(read(single().root("creation date", "i1700000000e")).created())
        .contains(Instant.ofEpochSecond(1_700_000_000));
    for (String absurd :
        List.of("i0e", "i-5e", "i99999999999999e", "i" + "9".repeat(50) + "e", "3:abc")) {
      assertThat(read(single().root("creation date", absurd)).created()).as(absurd).isEmpty();
    }
  }

  @Test
  void read_commentAndPrivate_areTaken() throws Exception {
    Metainfo torrent = read(single().root("comment", text("grüße")).info("private", "i1e"));

    assertThat(torrent.comment()).isEqualTo("grüße");
    assertThat(torrent.isPrivate()).isTrue();
    assertThat(read(single().info("private", "i0e")).isPrivate()).isFalse();
  }

  @Test
  void read_utf8Keys_winOverOldOnes() throws Exception {
    String file = "d6:lengthi9e4:pathl3:olde10:path.utf-8l" + text("neü") + "ee";

    Metainfo torrent = read(multi(1, file).info("name.utf-8", text("☃")));

    assertThat(torrent.name()).isEqualTo("☃");
    assertThat(torrent.files()).containsExactly(entry(0, 9, "neü"));
  }

  @Test
  void read_namesThatAreNotUtf8_useTheEncodingKeyAndKeepItThroughWriting() throws Exception {
    String name = new String("中文".getBytes(Charset.forName("GBK")), ISO_8859_1);
    TorrentBytes bytes = single().info("name", name.length() + ":" + name);

    Metainfo torrent = read(bytes.root("encoding", "3:GBK"));

    assertThat(torrent.name()).isEqualTo("中文");
    assertThat(Metainfo.parse(torrent.toTorrentFile())).isEqualTo(torrent);
    for (String unknown : List.of("7:no such", "0:", "i5e", "5:UTF-8")) {
      assertThat(read(bytes.root("encoding", unknown)).name()).as(unknown).isEqualTo(name);
    }
  }

  @Test
  void read_paddingFiles_areMarked() throws Exception {
    Metainfo torrent =
        read(
            multi(
                3,
                file(10, "a"),
                fileWith("4:attr1:p", 54, ".pad", "54"),
                file(64, "_____padding_file_0_if you see this_____"),
                fileWith("4:attr2:xh", 64, "program")));

    assertThat(torrent.files())
        .extracting(FileEntry::padding)
        .containsExactly(false, true, true, false);
  }

  @Test
  void read_unsafeSegments_stayAsTheyCame() throws Exception {
    Metainfo torrent = read(multi(1, file(1, "..", "", ".", "a/b", "c\\d", "\u0000")));

    assertThat(torrent.files().getFirst().path())
        .containsExactly("..", "", ".", "a/b", "c\\d", "\u0000");
  }

  @Test
  void read_emptyName_isTheInfoHash() throws Exception {
    Metainfo torrent = read(single().info("name", "0:"));

    assertThat(torrent.name()).isEqualTo(torrent.infoHash().toHex());
    assertThat(torrent.files().getFirst().path()).containsExactly(torrent.name());
  }

  @Test
  void read_hybridTorrent_isItsVersion1Part() throws Exception {
    Metainfo torrent =
        read(single().info("meta version", "i2e").info("file tree", "d1:ad0:d6:lengthi100eeee"));

    assertThat(torrent.totalLength()).isEqualTo(100);
  }

  @Test
  void read_version2Only_saysSo() {
    TorrentBytes bytes =
        new TorrentBytes()
            .info("name", "1:n")
            .info("piece length", "i16384e")
            .info("meta version", "i2e")
            .info("file tree", "d1:ad0:d6:lengthi100eeee");

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(MetainfoException.class)
        .hasMessageContaining("version 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"i0e", "i-1e", "i67108865e", "i9223372036854775807e", "3:abc"})
  void read_badPieceLength_isRefused(String length) {
    assertRefused(single().info("piece length", length), "piece length");
  }

  @Test
  void read_pieceHashesThatDoNotFit_areRefused() {
    assertRefused(single().info("pieces", hashes(1)), "1 piece hashes instead of 2");
    assertRefused(single().info("pieces", hashes(3)), "3 piece hashes instead of 2");
    assertRefused(single().info("pieces", "19:" + "x".repeat(19)), "not a multiple of 20");
    assertRefused(single().info("pieces", "0:"), "not a multiple of 20");
    assertRefused(single().without("pieces"), "no piece hashes");
  }

  @Test
  void read_badLengths_areRefused() {
    assertRefused(single().info("length", "i-1e"), "length -1");
    assertRefused(single().info("length", "i0e").info("pieces", hashes(1)), "no bytes");
    assertRefused(single().without("length"), "no length");
    assertRefused(multi(1, file(Long.MAX_VALUE, "a"), file(2, "b")), "overflows");
    assertRefused(multi(1, file(0, "a")), "no bytes");
  }

  @Test
  void read_badFiles_areRefused() {
    assertRefused(multi(1), "no files");
    assertRefused(multi(1, file(1)), "path is empty");
    assertRefused(multi(1, "i5e"), "not a dictionary");
    assertRefused(multi(1, "d6:lengthi1ee"), "no path");
    assertRefused(multi(1, file(1, "x".repeat(5000))), "too long");
    assertRefused(multi(1, file(1, "x ".repeat(129).split(" "))), "more than 128");
    assertRefused(single().without("name"), "no name");
    assertRefused(single().info("name", text("x".repeat(5000))), "no name");
  }

  @Test
  void read_somethingElse_saysItIsNoTorrent() {
    for (String bytes : List.of("", "<html>", "le", "i5e", "de", "d4:infoi5ee")) {
      assertThatThrownBy(() -> MetainfoReader.read(bytes.getBytes(ISO_8859_1)))
          .as(bytes)
          .isInstanceOf(MetainfoException.class)
          .hasMessageStartingWith("not a torrent file");
    }
  }

  @Test
  void read_fileOverTheLimit_isRefusedUnread() {
    assertThatThrownBy(() -> MetainfoReader.read(new byte[MetainfoReader.MAX_TORRENT_FILE + 1]))
        .isInstanceOf(MetainfoException.class)
        .hasMessageContaining("larger than 64 MiB");
  }

  @Test
  void read_hundredThousandFiles_keepsAll() throws Exception {
    String[] files = new String[100_000];
    Arrays.setAll(files, i -> file(64, "d", "f" + i));

    assertThat(read(multi(100_000, files)).files()).hasSize(100_000);
  }

  @Test
  void read_truncatedAnywhere_isRefused() throws Exception {
    byte[] whole = multi(1, file(9, "a")).root("announce", text("http://one/")).bytes();

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> MetainfoReader.read(cut)).isInstanceOf(MetainfoException.class);
    }
  }

  @Test
  void ofInfo_rightHash_takesTheMagnetsTrackers() throws Exception {
    byte[] info = single().infoBytes();
    Magnet magnet = magnet(MetainfoReader.hash(info), "http://one/", "http://two/");

    Metainfo torrent = Metainfo.ofInfo(info, magnet);

    assertThat(torrent.infoHash()).isEqualTo(magnet.infoHash());
    assertThat(torrent.name()).isEqualTo("movie.mkv");
    assertThat(torrent.trackers()).containsExactly(List.of("http://one/"), List.of("http://two/"));
  }

  @Test
  void ofInfo_otherHash_isRefused() {
    byte[] info = single().infoBytes();

    assertThatThrownBy(() -> Metainfo.ofInfo(info, magnet(InfoHash.of(new byte[20]))))
        .isInstanceOf(MetainfoException.class)
        .hasMessageContaining("instead of 0000");
  }

  @Test
  void ofInfo_rightHashOfRubbish_isRefused() {
    for (String rubbish : List.of("", "i5e", "de", "dee", "xyz")) {
      byte[] info = rubbish.getBytes(ISO_8859_1);

      assertThatThrownBy(() -> Metainfo.ofInfo(info, magnet(MetainfoReader.hash(info))))
          .as(rubbish)
          .isInstanceOf(MetainfoException.class);
    }
  }

  private static Magnet magnet(InfoHash hash, String... trackers) {
    return new Magnet(hash, Optional.empty(), List.of(trackers), List.of());
  }

  private static FileEntry entry(long offset, long length, String... path) {
    return new FileEntry(List.of(path), offset, length, false);
  }

  private static Metainfo read(TorrentBytes torrent) throws MetainfoException {
    return MetainfoReader.read(torrent.bytes());
  }

  private static void assertRefused(TorrentBytes torrent, String why) {
    assertThatThrownBy(() -> read(torrent))
        .isInstanceOf(MetainfoException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }
}
