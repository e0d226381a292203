package swarmdrive.app.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.app.testing.StoredRar;
import swarmdrive.webdav.DavContent;

final class VolumesTest {
  @TempDir Path temporary;

  /** Bytes in memory, counting what is open. */
  private record Bytes(byte[] bytes, AtomicInteger count) implements Origin {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public String tag() {
      return "bytes-" + Arrays.hashCode(bytes);
    }

    @Override
    public DavContent open() {
      count.incrementAndGet();
      return new DavContent() {
        @Override
        public int read(long position, ByteBuffer target, Duration timeout) {
          int length = (int) Math.min(target.remaining(), bytes.length - position);
          target.put(bytes, (int) position, length);
          return length;
        }

        @Override
        public void close() {
          count.decrementAndGet();
        }
      };
    }
  }

  private static TreeFile file(String name) {
    return new TreeFile(name, Instant.EPOCH, new TextOrigin(name));
  }

  private static List<String> joined(String first, String... others) {
    List<TreeFile> folder =
        Stream.concat(Stream.of(first), Arrays.stream(others)).map(VolumesTest::file).toList();
    Origin whole = new Volumes(folder).whole(folder.getFirst()).origin();
    List<Origin> origins = whole instanceof JoinedOrigin j ? j.volumes() : List.of(whole);
    return folder.stream()
        .filter(file -> origins.contains(file.origin()))
        .map(TreeFile::name)
        .toList();
  }

  @Test
  void volumes_ofBothWaysOfNames_areFound() {
    assertThat(joined("a.part1.rar", "a.part2.rar", "a.part3.rar", "b.part4.rar"))
        .containsExactly("a.part1.rar", "a.part2.rar", "a.part3.rar");
    assertThat(joined("a.part01.rar", "a.part02.rar", "a.part3.rar"))
        .containsExactly("a.part01.rar", "a.part02.rar");
    assertThat(joined("A.Rar", "a.R00", "a.r01", "b.r02"))
        .containsExactly("A.Rar", "a.R00", "a.r01");
    String[] hundred = new String[102];
    Arrays.setAll(hundred, i -> i < 100 ? "a.r%02d".formatted(i) : "a.s%02d".formatted(i - 100));
    assertThat(joined("a.rar", hundred)).hasSize(103);
  }

  @Test
  void otherFiles_standAlone() {
    assertThat(joined("a.zip", "a.r00")).containsExactly("a.zip");
    assertThat(joined("a.part2.rar", "a.part3.rar")).containsExactly("a.part2.rar");
    assertThat(joined("a.rar", "a.r01")).containsExactly("a.rar");
  }

  @Test
  void joinedContent_anyRange_isThatOfTheVolumes() throws IOException {
    Random random = new Random(1);
    AtomicInteger open = new AtomicInteger();
    byte[] all = new byte[1000];
    random.nextBytes(all);
    Origin joined =
        JoinedOrigin.of(
            List.of(
                new Bytes(Arrays.copyOf(all, 300), open),
                new Bytes(new byte[0], open),
                new Bytes(Arrays.copyOfRange(all, 300, 301), open),
                new Bytes(Arrays.copyOfRange(all, 301, 1000), open)));
    assertThat(joined.size()).isEqualTo(1000);
    assertThat(joined.tag()).matches("joined-[0-9a-f]{32}");
    try (DavContent content = joined.open()) {
      for (int i = 0; i < 200; i++) {
        int from = random.nextInt(1000);
        int length = 1 + random.nextInt(1000 - from);
        assertThat(TestDrive.range(content, from, length))
            .isEqualTo(Arrays.copyOfRange(all, from, from + length));
        assertThat(open.get()).isEqualTo(1);
      }
      assertThat(content.read(1000, ByteBuffer.allocate(1), TestDrive.TIMEOUT)).isEqualTo(-1);
      assertThat(content.locate(1000, 1, TestDrive.TIMEOUT)).isEmpty();
    }
    assertThat(open.get()).isZero();
  }

  @Test
  void joinedContent_thatWasClosed_isNotRead() throws IOException {
    AtomicInteger open = new AtomicInteger();
    DavContent content = JoinedOrigin.of(List.of(new Bytes(new byte[9], open))).open();
    content.close();
    assertThatThrownBy(() -> content.read(0, ByteBuffer.allocate(1), TestDrive.TIMEOUT))
        .isInstanceOf(ClosedChannelException.class);
    assertThat(open.get()).isZero();
  }

  @Test
  void tags_ofJoinedVolumes_differIfAnyDoes() {
    AtomicInteger open = new AtomicInteger();
    Origin one = new Bytes(new byte[] {1}, open);
    Origin two = new Bytes(new byte[] {2}, open);
    assertThat(JoinedOrigin.of(List.of(one, two)).tag())
        .isNotEqualTo(JoinedOrigin.of(List.of(one, one)).tag())
        .isEqualTo(JoinedOrigin.of(List.of(one, two)).tag());
  }

  @Test
  void rarInVolumes_isOneFolder() throws IOException {
    byte[] large = new byte[250_000];
    new Random(2).nextBytes(large);
    List<byte[]> volumes =
        new StoredRar(100_000).add("small.txt", new byte[10]).add("in/large.bin", large).volumes();
    assertThat(volumes).hasSize(3);
    try (TestDrive drive = new TestDrive(temporary)) {
      Path root = drive.library.root();
      for (int i = 0; i < volumes.size(); i++) {
        Files.write(root.resolve("set.part" + (i + 1) + ".rar"), volumes.get(i));
      }
      assertThat(TestDrive.names(drive.root))
          .containsExactly("set.part1.rar", "set.part1.rar.d/", "set.part2.rar", "set.part3.rar");
      assertThat(drive.names("set.part1.rar.d")).containsExactly("in/", "small.txt");
      assertThat(drive.read("set.part1.rar.d/in/large.bin")).isEqualTo(large);
      assertThat(drive.read("set.part1.rar.d/small.txt")).hasSize(10);
    }
  }
}
