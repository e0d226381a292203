package swarmdrive.webdav.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.TlsConfig;
import swarmdrive.webdav.WireClient;

/** The server over TLS, asked by Java's own client side, which checks the certificate. */
class TlsServerTest {
  private static final int SIZE = 9_000_001;

  @TempDir private Path folder;
  private FakeFile disk;
  private TlsConfig config;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    disk = FakeFile.pattern("disk", SIZE).onDisk(folder, 3 << 20);
    config = TlsConfig.selfSigned(folder.resolve("tls"), List.of(), Instant.now());
    TestServer.Builder builder =
        TestServer.of(new FakeFolder("").with(disk, FakeFile.pattern("file", 1 << 20)))
            .endpoint("/echo", x -> x.respond(200, Map.of(), x.body().readAllBytes()));
    builder.tls = Optional.of(config);
    builder.headerTimeout = Duration.ofSeconds(1);
    builder.maxBodyBytes = 16 << 20;
    server = builder.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SSLSocket socket() throws IOException {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("it", new IdentityFiles(config).read().chain().getFirst());
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      InetSocketAddress address = server.address();
      SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
      socket.connect(address, 5000);
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(10_000);
      socket.startHandshake();
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private WireClient connect() throws IOException {
    return new WireClient(socket());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void files_comeWholeWithEitherVersion(String version) throws Exception {
    SSLSocket socket = socket();
    socket.setEnabledProtocols(new String[] {version});
    try (WireClient client = new WireClient(socket)) {
      assertThat(client.get("/dav/disk").body()).isEqualTo(disk.bytes());
      assertThat(client.get("/dav/disk", "Range: bytes=100-4999999").body())
          .isEqualTo(Arrays.copyOfRange(disk.bytes(), 100, 5_000_000));
      assertThat(client.get("/dav/file").body()).hasSize(1 << 20);
      TestServer.eventually(() -> disk.leases.get() == 0);
    }
    TestServer.eventually(() -> server.server().connections() == 0);
  }

  @Test
  void bodies_andPipelinesGoBothWays() throws IOException {
    try (WireClient client = connect()) {
      String body = "0123456789".repeat(200_000);
      assertThat(client.withBody("POST", "/echo", body).text()).isEqualTo(body);
      client.send(
          "POST /echo HTTP/1.1\nHost: a\nContent-Length: 5\n\nhello"
              + "GET /dav/disk HTTP/1.1\nHost: a\nRange: bytes=0-9\n\n"
              + "PROPFIND /dav/ HTTP/1.1\nHost: a\nDepth: 1\n\n");
      assertThat(client.answer("POST").text()).isEqualTo("hello");
      assertThat(client.answer("GET").body()).hasSize(10);
      assertThat(client.answer("PROPFIND").status()).isEqualTo(207);
    }
  }

  @Test
  void slowReader_holdsOneRunAndLaterReadsAllOfIt() throws Exception {
    try (WireClient client = connect()) {
      client.send("GET /dav/disk HTTP/1.1\nHost: a\n\n");
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(disk.furthest.get()).isLessThan(SIZE);
      assertThat(client.exactly(SIZE)).isEqualTo(disk.bytes());
      assertThat(disk.mostLeases).hasValue(1);
    }
  }

  @Test
  void clientThatLeaves_leavesNothingBehind() throws Exception {
    for (int i = 0; i < 20; i++) {
      WireClient client = connect();
      client.send("GET /dav/disk HTTP/1.1\nHost: a\n\n");
      client.head();
      client.close();
    }
    TestServer.eventually(() -> server.server().connections() == 0);
    TestServer.eventually(() -> disk.opened.get() == disk.closed.get());
    TestServer.eventually(() -> disk.leases.get() == 0);
  }

  @Test
  void plainRequest_andSilence_endAndHinderNobody() throws Exception {
    try (WireClient plain = server.connect();
        WireClient silent = server.connect();
        WireClient good = connect()) {
      plain.send("GET /dav/file HTTP/1.1\nHost: a\n\n");
      assertThat(good.get("/dav/file").status()).isEqualTo(200);
      plain.in().readAllBytes();
      assertThat(silent.closedByServer()).isTrue();
    }
  }

  private BigInteger serial() {
    try (SSLSocket socket = socket()) {
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    } catch (IOException e) {
      return BigInteger.ZERO;
    }
  }

  @Test
  void changedCertificate_isShownToNewClientsAndOldOnesGoOn() throws Exception {
    try (WireClient before = connect()) {
      BigInteger old = serial();
      assertThat(before.get("/dav/file").status()).isEqualTo(200);
      TlsConfig other =
          TlsConfig.selfSigned(folder.resolve("new"), List.of("nas.local"), Instant.now());
      Files.copy(
          other.key().orElseThrow(),
          config.key().orElseThrow(),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Files.copy(
          other.certificate(),
          config.certificate(),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      BigInteger renewed = new IdentityFiles(other).read().chain().getFirst().getSerialNumber();
      assertThat(renewed).isNotEqualTo(old);
      TestServer.eventually(() -> serial().equals(renewed));
      assertThat(before.withBody("POST", "/echo", "still here").text()).isEqualTo("still here");
    }
  }

  @Test
  void damagedChange_changesNothing() throws Exception {
    try (WireClient client = connect()) {
      Tls tls = new Tls(config);
      Files.writeString(config.certificate(), "half");
      tls.refresh();
      tls.refresh();
      assertThatThrownBy(() -> new Tls(config)).isInstanceOf(IOException.class);
      assertThat(client.get("/dav/file").status()).isEqualTo(200);
    }
  }
}
