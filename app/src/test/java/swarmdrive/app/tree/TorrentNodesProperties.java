package swarmdrive.app.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import swarmdrive.app.testing.Deleted;
import swarmdrive.app.testing.TestTorrents;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.RangeReader;
import swarmdrive.engine.StoredRun;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.TorrentFile;
import swarmdrive.engine.TorrentStatus;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/** Whatever paths a torrent has, each file is in the tree once, under a name that can be had. */
final class TorrentNodesProperties {
  private static final Metainfo SOME = some();

  private static Metainfo some() {
    try (Deleted folder = new Deleted(Files.createTempDirectory("nodes"))) {
      return TestTorrents.multi(folder.folder(), "x", Map.of("a", new byte[1])).metainfo();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 200)
  void everyFile_isInTheTreeOnce_underNamesThatDiffer(@ForAll("paths") List<List<String>> paths)
      throws IOException {
    try (Deleted folder = new Deleted(Files.createTempDirectory("nodes"));
        TestDrive drive = new TestDrive(folder.folder())) {
      drive.library.put("X.torrent", new Described(paths, SOME));
      Set<String> tags = new HashSet<>();
      collect(drive.folder("X"), tags, 0);
      assertThat(tags).hasSameSizeAs(paths);
    }
  }

  private static void collect(DavFolder folder, Set<String> tags, int depth) throws IOException {
    assertThat(depth).isLessThanOrEqualTo(110);
    Set<String> names = new HashSet<>();
    for (DavNode node : folder.children()) {
      assertThat(names.add(node.name().toLowerCase(Locale.ROOT))).isTrue();
      assertThat(node.name()).isNotEmpty().doesNotContainPattern("[/\\\\:]|[. ]$");
      assertThat(node.name().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
      assertThat(folder.child(node.name())).contains(node);
      if (node instanceof DavFile file) {
        assertThat(tags.add(file.etag())).isTrue();
      } else if (!(node instanceof ArchiveFolder)) {
        collect((DavFolder) node, tags, depth + 1);
      }
    }
  }

  @Provide
  Arbitrary<List<List<String>>> paths() {
    Arbitrary<String> segment =
        Arbitraries.of(
            "a",
            "A",
            "a (2)",
            "b.zip",
            "b.zip.d",
            "B.ZIP",
            "..",
            ".",
            "x:",
            "x/y",
            "é",
            "e\u0301",
            "end.",
            "end ",
            "nul",
            "日".repeat(100));
    Arbitrary<List<String>> path =
        Arbitraries.oneOf(
            segment.list().ofMinSize(1).ofMaxSize(4), segment.list().ofMinSize(100).ofMaxSize(130));
    return path.list().ofMinSize(1).ofMaxSize(12);
  }

  /** A torrent of files that nobody reads. */
  private record Described(List<List<String>> paths, Metainfo described) implements Torrent {
    private record File(List<String> path, int index) implements TorrentFile {
      @Override
      public long size() {
        return 1;
      }

      @Override
      public RangeReader open(Purpose purpose) {
        return new NeverRead();
      }
    }

    @Override
    public InfoHash infoHash() {
      return InfoHash.fromHex("00".repeat(20));
    }

    @Override
    public String name() {
      return "x";
    }

    @Override
    public Optional<Metainfo> metainfo() {
      return Optional.of(described);
    }

    @Override
    public List<TorrentFile> files() {
      return java.util.stream.IntStream.range(0, paths.size())
          .<TorrentFile>mapToObj(i -> new File(paths.get(i), i))
          .toList();
    }

    @Override
    public List<swarmdrive.engine.ReaderView> reading(int most) {
      return List.of();
    }

    @Override
    public boolean kept() {
      return false;
    }

    @Override
    public void keep(boolean keep) {
      throw new AssertionError("nobody keeps it");
    }

    @Override
    public long clear() {
      return 0;
    }

    @Override
    public Instant created() {
      return Instant.EPOCH;
    }

    @Override
    public TorrentStatus status() {
      return new TorrentStatus(TorrentStatus.State.IDLE, 1, 0, 0, 0, 0, 0, 0, "");
    }

    @Override
    public void pause(boolean still) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean paused() {
      return false;
    }

    @Override
    public java.util.concurrent.CompletableFuture<swarmdrive.engine.SwarmView> look() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class NeverRead implements RangeReader {
    @Override
    public long size() {
      return 1;
    }

    @Override
    public int read(long position, ByteBuffer target, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredRun> locate(long position, long length, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
