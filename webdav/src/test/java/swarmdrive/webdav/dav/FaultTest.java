package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** Content that comes late, never, or not at all; folders that cannot be looked into. */
class FaultTest {
  @TempDir Path disk;
  private final FakeFolder root = new FakeFolder("");
  private final FakeFolder folder = new FakeFolder("folder");
  private FakeFile file = FakeFile.pattern("file", 300_000);
  private TestServer server;
  private WireClient client;

  @BeforeEach
  void start() throws IOException {
    TestServer.Builder builder = TestServer.of(root.with(file, folder));
    builder.firstByteTimeout = Duration.ofMillis(300);
    builder.progressTimeout = Duration.ofMillis(600);
    server = builder.start();
    client = server.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void firstByteThatDoesNotCome_is503WithRetryAfter() throws IOException {
    file.available(0);
    WireClient.Answer answer = client.get("/dav/file");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.field("Retry-After")).isEqualTo("10");
    assertThat(answer.fields()).doesNotContainKeys("etag", "accept-ranges");
    assertThat(file.closed).hasValue(1);
    file.available(300_000);
    assertThat(client.get("/dav/file").body()).isEqualTo(file.bytes());
  }

  @Test
  void firstByteThatComesLate_isWaitedFor() throws Exception {
    file.available(0);
    client.send("GET /dav/file HTTP/1.1\nHost: a\nRange: bytes=1000-1999\n\n");
    FakeFile.await(file.waiting);
    file.available(2000);
    assertThat(client.answer("GET").body()).isEqualTo(Arrays.copyOfRange(file.bytes(), 1000, 2000));
  }

  @Test
  void bytesThatAreThere_areNotKeptBackByThoseThatAreNot() throws IOException {
    file.available(100_000);
    client.send("GET /dav/file HTTP/1.1\nHost: a\n\n");
    assertThat(client.head().status()).isEqualTo(200);
    assertThat(client.exactly(100_000)).isEqualTo(Arrays.copyOf(file.bytes(), 100_000));
  }

  @Test
  void bodyThatStops_isCutAndNeverLooksComplete() throws IOException {
    file.available(100_000);
    assertThatThrownBy(() -> client.get("/dav/file")).isInstanceOf(EOFException.class);
    assertThat(file.closed).hasValue(1);
  }

  @Test
  void bodyThatStopsOnDisk_isCutAndItsLeasesAreGivenBack() throws Exception {
    file.onDisk(disk, 60_000).available(100_000);
    assertThatThrownBy(() -> client.get("/dav/file")).isInstanceOf(EOFException.class);
    TestServer.eventually(() -> file.leases.get() == 0);
  }

  @Test
  void fileThatBecomesShorterWhileItIsSent_isCutAtOnce() throws Exception {
    file.onDisk(disk, 200_000).truncateOnDisk(100_000);
    client.send("GET /dav/file HTTP/1.1\nHost: a\n\n");
    assertThat(client.head().field("Content-Length")).isEqualTo("300000");
    client.exactly(100_000);
    assertThat(client.closedByServer()).isTrue();
    TestServer.eventually(() -> file.leases.get() == 0 && file.closed.get() == 1);
  }

  @Test
  void bodyThatFails_isCut() throws IOException {
    file.failAt(150_000, new IOException("disk on fire"));
    assertThatThrownBy(() -> client.get("/dav/file")).isInstanceOf(EOFException.class);
    assertThat(file.closed).hasValue(1);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new IOException("disk on fire"), 500),
        Arguments.of(new NoSuchFileException("x"), 404),
        Arguments.of(new FileNotFoundException("x"), 404),
        Arguments.of(new AccessDeniedException("x"), 403),
        Arguments.of(new ClosedChannelException(), 410),
        Arguments.of(new java.nio.channels.InterruptedByTimeoutException(), 503));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failureBeforeTheFirstByte_hasItsStatus(IOException failure, int status) throws IOException {
    file.failAt(0, failure);
    assertThat(client.get("/dav/file").status()).isEqualTo(status);
    folder.fail(failure);
    assertThat(client.get("/dav/folder/").status()).isEqualTo(status);
    assertThat(client.get("/dav/folder/x").status()).isEqualTo(status);
    assertThat(client.request("PROPFIND", "/dav/folder/", "Depth: 1").status()).isEqualTo(status);
    assertThat(client.request("PROPFIND", "/dav/folder/", "Depth: 0").status()).isEqualTo(207);
  }

  @Test
  void failure_tellsNothingOfItsInside() throws IOException {
    file.failAt(0, new IOException("/secret/path"));
    assertThat(client.get("/dav/file").text()).isEqualTo("500 Server Error\n");
  }
}
