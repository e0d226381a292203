package swarmdrive.app.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static swarmdrive.app.testing.TestTorrents.bytes;
import static swarmdrive.app.testing.TestTorrents.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.InterruptedByTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.app.testing.Eventually;
import swarmdrive.app.testing.TestTorrents;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.FileRun;

final class ArchivesInTheTreeTest {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final byte[] PLAIN = bytes(50_000, 1);
  private static final byte[] LINES = text("a line that deflates well\n".repeat(2_000));

  @TempDir Path temporary;

  private TestDrive drive;

  @BeforeEach
  void open() throws IOException {
    drive = new TestDrive(temporary);
  }

  @AfterEach
  void close() {
    drive.close();
  }

  @Test
  void zipInATorrent_standsBesideTheFolderOfItsMembers() throws IOException {
    byte[] zip = zip();
    put(Map.of("set.zip", zip, "notes.txt", text("n")));

    assertThat(drive.names("X")).containsExactly("notes.txt", "set.zip", "set.zip.d/");
    assertThat(drive.names("X/set.zip.d")).containsExactly("sub/", "plain.bin");
    assertThat(drive.names("X/set.zip.d/sub")).containsExactly("lines.txt");
    assertThat(drive.read("X/set.zip")).isEqualTo(zip);
    assertThat(drive.read("X/set.zip.d/plain.bin")).isEqualTo(PLAIN);
    assertThat(drive.read("X/set.zip.d/sub/lines.txt")).isEqualTo(LINES);
    assertThat(drive.engine.openReaders()).isZero();
  }

  @Test
  void zipAsATorrentOfOneFile_hasItsFolderInTheRoute() throws IOException {
    TestTorrents.Made made = TestTorrents.single(temporary, "set.zip", zip());
    drive.engine.offer(made);
    drive.library.put("route/anything.torrent", drive.engine.add(made.metainfo()));

    assertThat(drive.names("route")).containsExactly("set.zip", "set.zip.d/");
    assertThat(drive.read("route/set.zip.d/plain.bin")).isEqualTo(PLAIN);
  }

  @Test
  void zipAmongOrdinaryFiles_hasItsFolderToo_andFollowsItsFile() throws IOException {
    Path file = Files.write(drive.library.root().resolve("mine.ZIP"), zip());
    assertThat(drive.names("mine.ZIP.d")).containsExactly("sub/", "plain.bin");
    assertThat(drive.read("mine.ZIP.d/plain.bin")).isEqualTo(PLAIN);

    Files.write(file, new TestDrive.Zip().stored("other", text("o")).bytes());
    assertThat(drive.names("mine.ZIP.d")).containsExactly("other");
  }

  @Test
  void openingAMemberOrListingItsFolder_readsOnlyTheDirectory() throws IOException {
    byte[] zip = new TestDrive.Zip().stored("big", bytes(3_000_000, 5)).bytes();
    put(Map.of("set.zip", zip));
    assertThat(drive.names("X/set.zip.d")).containsExactly("big");
    long listed = drive.engine.bytesRead();
    assertThat(listed).isBetween(1L, 200_000L);

    DavFile member = drive.file("X/set.zip.d/big");
    assertThat(member.size()).isEqualTo(3_000_000);
    member.open().close();
    assertThat(drive.engine.bytesRead()).as("the index is kept").isEqualTo(listed);
  }

  @Test
  void member_hasItsOwnStableTagAndDate() throws IOException {
    put(Map.of("set.zip", zip()));
    DavFile plain = drive.file("X/set.zip.d/plain.bin");
    DavFile lines = drive.file("X/set.zip.d/sub/lines.txt");

    assertThat(plain.etag()).startsWith(drive.file("X/set.zip").etag()).matches("[!#-~]+");
    assertThat(plain.etag()).isNotEqualTo(lines.etag());
    assertThat(drive.file("X/set.zip.d/plain.bin").etag()).isEqualTo(plain.etag());
    assertThat(lines.contentType()).isEqualTo("text/plain;charset=utf-8");
    assertThat(plain.modified()).isAfter(TestTorrents.CREATED);
    assertThat(drive.folder("X/set.zip.d").modified()).isEqualTo(TestTorrents.CREATED);
  }

  @Test
  void storedMemberOfAStoredArchive_isARunOfTheTorrentsBytes() throws IOException {
    drive.engine.storeIn(Files.createDirectory(temporary.resolve("store")));
    byte[] outer = new TestDrive.Zip().stored("in.zip", zip()).bytes();
    put(Map.of("out.zip", outer));

    DavFile member = drive.file("X/out.zip.d/in.zip.d/plain.bin");
    try (DavContent content = member.open();
        FileRun run = content.locate(1_000, 100, TestDrive.TIMEOUT).orElseThrow()) {
      ByteBuffer found = ByteBuffer.allocate(Math.toIntExact(run.length()));
      run.channel().read(found, run.position());
      assertThat(found.array())
          .isEqualTo(Arrays.copyOfRange(PLAIN, 1_000, 1_000 + found.capacity()));
    }
    assertThat(TestDrive.read(member)).isEqualTo(PLAIN);
    assertThat(drive.engine.openReaders()).isZero();
  }

  @Test
  void runOfAMember_endsWithTheMember() throws IOException {
    Path file = drive.library.root().resolve("a.zip");
    Files.write(
        file, new TestDrive.Zip().stored("a", text("aaaa")).stored("b", text("bbbb")).bytes());
    try (DavContent content = drive.file("a.zip.d/a").open();
        FileRun run = content.locate(1, 1_000, SOON).orElseThrow()) {
      assertThat(run.length()).isEqualTo(3);
      assertThat(content.locate(4, 1, SOON)).isEmpty();
      ByteBuffer target = ByteBuffer.allocate(100);
      assertThat(content.read(2, target, SOON)).isEqualTo(2);
      assertThat(content.read(4, target, SOON)).isEqualTo(-1);
      assertThat(target.limit()).isEqualTo(100);
    }
  }

  @Test
  void memberOfADeflatedArchive_isReadThroughBoth() throws IOException {
    byte[] outer = new TestDrive.Zip().deflated("in.zip", zip()).bytes();
    put(Map.of("out.zip", outer));

    assertThat(drive.names("X/out.zip.d")).containsExactly("in.zip", "in.zip.d/");
    assertThat(drive.read("X/out.zip.d/in.zip.d/plain.bin")).isEqualTo(PLAIN);
    assertThat(drive.read("X/out.zip.d/in.zip.d/sub/lines.txt")).isEqualTo(LINES);
    try (DavContent content = drive.file("X/out.zip.d/in.zip.d/plain.bin").open()) {
      assertThat(content.locate(0, 10, TestDrive.TIMEOUT)).isEmpty();
    }
    assertThat(drive.engine.openReaders()).isZero();
  }

  @Test
  void archivesInArchives_areFoldersToTheirDepthOnly() throws IOException {
    byte[] zip = new TestDrive.Zip().stored("end.txt", text("end")).bytes();
    for (int i = 0; i < 3; i++) {
      zip = new TestDrive.Zip().stored("in.zip", zip).bytes();
    }
    put(Map.of("out.zip", zip));

    String third = "X/out.zip.d/in.zip.d/in.zip.d";
    assertThat(drive.names(third)).containsExactly("in.zip");
    assertThat(drive.find(third + "/in.zip.d")).isEmpty();
  }

  @Test
  void folderOfTheSameNameInTheArchive_keepsItsName() throws IOException {
    byte[] inner = new TestDrive.Zip().stored("i", text("i")).bytes();
    put(
        Map.of(
            "o.zip",
            new TestDrive.Zip()
                .stored("in.zip", inner)
                .stored("in.zip.d/real", text("r"))
                .bytes()));

    assertThat(drive.names("X/o.zip.d")).containsExactly("in.zip.d/", "in.zip", "in.zip.d (2)/");
    assertThat(drive.names("X/o.zip.d/in.zip.d")).containsExactly("real");
    assertThat(drive.names("X/o.zip.d/in.zip.d (2)")).containsExactly("i");
    assertThat(drive.find("X/o.zip.d/in.zip.d (3)")).isEmpty();
  }

  @Test
  void damagedArchive_saysWhatIsWrong_andStaysReadableItself() throws IOException {
    byte[] broken = Arrays.copyOf(zip(), 1_000);
    put(Map.of("set.zip", broken));

    DavFolder folder = drive.folder("X/set.zip.d");
    assertThat(TestDrive.names(folder)).containsExactly("damaged archive.txt");
    assertThat(new String(drive.read("X/set.zip.d/damaged archive.txt"), StandardCharsets.UTF_8))
        .contains("cannot be shown as a folder");
    assertThat(folder.notice()).contains("cannot be shown as a folder");
    assertThat(folder.child("plain.bin")).isEmpty();
    assertThat(drive.read("X/set.zip")).isEqualTo(broken);
  }

  @Test
  void archiveOfWhichAPartIsLost_showsTheRest_andSaysSo() throws IOException {
    drive.close();
    drive = new TestDrive(temporary, TestDrive.config(TestDrive.TIMEOUT, 3), List.of(new Flawed()));
    Files.write(drive.library.root().resolve("a.flawed"), text("x"));

    assertThat(drive.names("a.flawed.d")).containsExactly("folder/", "damaged archive.txt");
    assertThat(drive.folder("a.flawed.d").notice()).contains("the end is missing");
    assertThat(new String(drive.read("a.flawed.d/damaged archive.txt"), StandardCharsets.UTF_8))
        .contains("the end is missing");
    assertThat(drive.names("a.flawed.d/folder")).isEmpty();
    assertThat(drive.folder("a.flawed.d/folder").notice()).isEmpty();
    assertThat(drive.find("a.flawed.d/folder/damaged archive.txt")).isEmpty();
  }

  @Test
  void memberThatNobodyCanRead_isForbidden_notAFault() throws IOException {
    byte[] zip = zip();
    // the local header of the first member: its signature is destroyed
    zip[0] = 'X';
    put(Map.of("set.zip", zip));
    DavFile member = drive.file("X/set.zip.d/plain.bin");
    try (DavContent content = member.open()) {
      assertThatThrownBy(() -> content.read(0, ByteBuffer.allocate(1), TestDrive.TIMEOUT))
          .isInstanceOf(java.nio.file.AccessDeniedException.class);
      assertThatThrownBy(() -> content.locate(0, 1, TestDrive.TIMEOUT))
          .isInstanceOf(java.nio.file.AccessDeniedException.class);
    }
    assertThat(drive.read("X/set.zip.d/sub/lines.txt")).isEqualTo(LINES);
  }

  @Test
  void silentSwarm_timesOut_whileTheDirectoryIsReadOn() throws IOException {
    drive.close();
    drive = new TestDrive(temporary, TestDrive.config(SOON, 3), List.of());
    put(Map.of("set.zip", zip()));
    drive.engine.silence(true);
    DavFolder folder = drive.folder("X/set.zip.d");
    assertThatThrownBy(folder::children).isInstanceOf(InterruptedByTimeoutException.class);
    assertThatThrownBy(() -> folder.child("plain.bin"))
        .isInstanceOf(InterruptedByTimeoutException.class);
    Eventually.until("one reader reads on", () -> drive.engine.openReaders() == 1);

    drive.engine.silence(false);
    Eventually.until("the directory", () -> isListed(folder));
    Eventually.until("the reader is closed", () -> drive.engine.openReaders() == 0);
  }

  private static boolean isListed(DavFolder folder) {
    try {
      return !folder.children().isEmpty();
    } catch (InterruptedByTimeoutException e) {
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void manyWhoEnterAtOnce_readTheDirectoryOnce() throws Exception {
    Slow slow = new Slow();
    drive.close();
    drive = new TestDrive(temporary, TestDrive.config(TestDrive.TIMEOUT, 3), List.of(slow));
    Files.write(drive.library.root().resolve("a.slow"), text("x"));
    DavFolder folder = drive.folder("a.slow.d");
    List<Thread> threads =
        java.util.stream.IntStream.range(0, 20)
            .mapToObj(i -> Thread.startVirtualThread(() -> isListed(folder)))
            .toList();
    Eventually.until("somebody reads", () -> slow.reads.get() == 1);
    slow.go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(slow.reads).hasValue(1);
  }

  @Test
  void failureThatMayPass_isNotKept() throws IOException {
    put(Map.of("set.zip", zip()));
    DavFolder folder = drive.folder("X/set.zip.d");
    drive.engine.silence(true);
    Thread reader = Thread.startVirtualThread(() -> assertThatThrownBy(folder::children));
    Eventually.until("it is read", () -> drive.engine.openReaders() == 1);
    drive.engine.torrents().forEach(torrent -> drive.engine.remove(torrent.infoHash()));
    Eventually.until("it failed", () -> !reader.isAlive());

    drive.engine.silence(false);
    put(Map.of("set.zip", zip()));
    assertThat(drive.names("X/set.zip.d")).contains("plain.bin");
  }

  @Test
  void close_wakesAReaderOfAMember() throws Exception {
    put(Map.of("set.zip", zip()));
    for (String path : List.of("X/set.zip.d/plain.bin", "X/set.zip.d/sub/lines.txt")) {
      DavContent content = drive.file(path).open();
      drive.engine.silence(true);
      Thread reader =
          Thread.startVirtualThread(
              () ->
                  assertThatThrownBy(
                          () -> content.read(0, ByteBuffer.allocate(1), TestDrive.TIMEOUT))
                      .isInstanceOf(ClosedChannelException.class));
      content.close();
      reader.join();
      drive.engine.silence(false);
    }
    assertThat(drive.engine.openReaders()).isZero();
  }

  @Test
  void memberThatTimesOut_canBeReadAgainByTheSameRequest() throws IOException {
    put(Map.of("set.zip", zip()));
    try (DavContent content = drive.file("X/set.zip.d/sub/lines.txt").open()) {
      drive.engine.silence(true);
      assertThatThrownBy(() -> content.read(0, ByteBuffer.allocate(1), SOON))
          .isInstanceOf(InterruptedByTimeoutException.class);
      drive.engine.silence(false);
      assertThat(TestDrive.range(content, 0, LINES.length)).isEqualTo(LINES);
    }
  }

  private void put(Map<String, byte[]> files) throws IOException {
    TestTorrents.Made made = TestTorrents.multi(temporary, "x", files);
    drive.engine.offer(made);
    drive.library.put("X.torrent", drive.engine.add(made.metainfo()));
  }

  private static byte[] zip() throws IOException {
    return new TestDrive.Zip().stored("plain.bin", PLAIN).deflated("sub/lines.txt", LINES).bytes();
  }

  /** A format whose directory is read when the test says so, and then is damaged. */
  private static final class Slow implements ArchiveFormat {
    final AtomicInteger reads = new AtomicInteger();
    final CountDownLatch go = new CountDownLatch(1);

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public boolean matches(String fileName) {
      return fileName.endsWith(".slow");
    }

    @Override
    public boolean recognizes(ByteBuffer head) {
      return false;
    }

    @Override
    public ArchiveIndex index(ArchiveFile archive) throws IOException {
      reads.incrementAndGet();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new ArchiveException("never any good");
    }
  }

  /** A format whose archives all hold an empty folder and have lost their end. */
  private static final class Flawed implements ArchiveFormat {
    private static final ArchiveEntry FOLDER =
        new ArchiveEntry(List.of("folder"), true, 0, Optional.empty(), -1);

    @Override
    public String name() {
      return "flawed";
    }

    @Override
    public boolean matches(String fileName) {
      return fileName.endsWith(".flawed");
    }

    @Override
    public boolean recognizes(ByteBuffer head) {
      return false;
    }

    @Override
    public ArchiveIndex index(ArchiveFile archive) {
      return new ArchiveIndex() {
        @Override
        public Optional<List<ArchiveEntry>> list(List<String> folder) {
          return Optional.of(folder.isEmpty() ? List.of(FOLDER) : List.of());
        }

        @Override
        public Optional<ArchiveEntry> find(List<String> path) {
          return path.equals(FOLDER.path()) ? Optional.of(FOLDER) : Optional.empty();
        }

        @Override
        public Optional<String> flaw() {
          return Optional.of("the end is missing");
        }

        @Override
        public MemberData data(ArchiveEntry entry, ByteSource archive) {
          throw new UnsupportedOperationException();
        }
      };
    }
  }
}
