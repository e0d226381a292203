package swarmdrive.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentFile;
import swarmdrive.engine.bencode.BencodeWriter;
import swarmdrive.engine.metainfo.Metainfo;

final class PaddingTest {
  @TempDir private Path folder;

  /** BEP 47: padding is nobody's file, and the numbers of the others stay as they are. */
  @Test
  void paddingFiles_areNotAmongATorrentsFiles() throws Exception {
    BencodeWriter out = new BencodeWriter().beginDictionary().string("info").beginDictionary();
    out.string("files").beginList();
    file(out, "", 10, "one.bin");
    file(out, "p", 16_374, ".pad", "16374");
    file(out, "", 20, "two.bin");
    out.end();
    out.string("name").string("set");
    out.string("piece length").integer(16_384);
    out.string("pieces").string(new byte[40]);
    byte[] metainfo = out.end().end().toBytes();
    try (TwoEngines engines = new TwoEngines(folder, 1, 16_384, UnaryOperator.identity())) {
      Torrent torrent = engines.reader.add(Metainfo.parse(metainfo));
      assertThat(torrent.files()).extracting(TorrentFile::index).containsExactly(0, 2);
      assertThat(torrent.files()).extracting(TorrentFile::size).containsExactly(10L, 20L);
    }
  }

  private static void file(BencodeWriter out, String kind, int length, String... path) {
    out.beginDictionary();
    if (!kind.isEmpty()) {
      out.string("attr").string(kind);
    }
    out.string("length").integer(length).string("path").beginList();
    List.of(path).forEach(out::string);
    out.end().end();
  }
}
