package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.metainfo.MetainfoCreator;

class MetadataStoreTest {
  @TempDir Path folder;
  private Metainfo metainfo;

  @BeforeEach
  void createMetainfo() throws Exception {
    Path file = Files.write(folder.resolve("file"), new byte[100]);
    metainfo =
        new MetainfoCreator(List.of("http://a/"), List.of(), OptionalInt.empty(), false, "c")
            .create(file, bytes -> {});
  }

  @Test
  void load_saved_isEqual() throws Exception {
    new MetadataStore(folder.resolve("deep/metadata")).save(metainfo);
    MetadataStore store = new MetadataStore(folder.resolve("deep/metadata"));
    store.save(metainfo);

    assertThat(store.load(metainfo.infoHash())).contains(metainfo);
    store.delete(metainfo.infoHash());
    store.delete(metainfo.infoHash());
    assertThat(store.load(metainfo.infoHash())).isEmpty();
  }

  @Test
  void load_damagedOrForeignFile_isEmpty() throws Exception {
    MetadataStore store = new MetadataStore(folder);
    InfoHash other = InfoHash.of(new byte[20]);
    Files.write(folder.resolve(metainfo.infoHash() + ".torrent"), new byte[] {'d', 'x'});
    Files.write(folder.resolve(other + ".torrent"), metainfo.toTorrentFile());

    assertThat(store.load(metainfo.infoHash())).isEmpty();
    assertThat(store.load(other)).isEmpty();
    assertThat(store.load(InfoHash.fromHex("1".repeat(40)))).isEmpty();
  }
}
