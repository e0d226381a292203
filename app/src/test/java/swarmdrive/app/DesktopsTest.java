package swarmdrive.app;

import static org.assertj.core.api.Assertions.assertThat;
import static swarmdrive.app.testing.TestTorrents.text;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.app.RecordedClient.Answer;
import swarmdrive.app.config.ConfigFile;
import swarmdrive.app.config.ConfigSources;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.testing.Eventually;
import swarmdrive.app.testing.TestTorrents;

/**
 * What Windows' Mini-Redirector and macOS' WebDAVFS send, request by request, against the real
 * drive, with what they insist on. Sources: [MS-WDVME], logs in issues of cryptomator (1832) and
 * sabre/dav, and WebDAVFS' published source.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DesktopsTest {
  private static final String[] WINDOWS = {
    "User-Agent: Microsoft-WebDAV-MiniRedir/10.0.19045", "translate: f", "Connection: Keep-Alive"
  };
  private static final String[] MACOS = {
    "User-Agent: WebDAVFS/3.0.0 (03008000) Darwin/23.6.0 (arm64)", "Accept: */*"
  };
  private static final String XML = "Content-Type: text/xml; charset=\"utf-8\"";

  private Path library;
  private Server server;
  private InetSocketAddress address;
  private String torrentFile;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    Map<String, Flag> flags = new HashMap<>(SwarmOptions.withoutDiscovery());
    flags.put("http.listen", new Flag("test", "127.0.0.1:0"));
    flags.put("engine.listen-port", new Flag("test", 0));
    flags.put("engine.bind-address", new Flag("test", "127.0.0.1"));
    ConfigSources sources = new ConfigSources(Optional.empty(), Map.of(), flags);
    server = Server.of(ConfigFile.load(sources, temporary.resolve("data")));
    URI home = URI.create(server.start());
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), home.getPort());
    library = server.library().root();
    byte[] torrent =
        TestTorrents.multi(temporary, "Set", Map.of("a.txt", text("a"), "b.txt", text("b")))
            .torrentFile();
    // a link says the same as ASCII, which is easier to send than bytes
    torrentFile =
        "magnet:?xt=urn:btih:" + "0123456789abcdef0123456789abcdef01234567&dn=Set" + "\r\n";
    Files.createDirectories(library.resolve("torrents"));
    Files.write(library.resolve("torrents/Set.torrent"), torrent);
    Files.writeString(library.resolve("note.txt"), "old");
    Eventually.until("the torrent", () -> server.library().all().size() == 1);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String token(Answer lock) {
    assertThat(lock.status()).isIn(200, 201);
    String field = lock.field("Lock-Token");
    // macOS reads it from the body
    assertThat(lock.body()).contains("<D:locktoken><D:href>" + field.substring(1, 20));
    return field;
  }

  private static String windowsLock() {
    return "<?xml version=\"1.0\" encoding=\"utf-8\" ?><D:lockinfo xmlns:D=\"DAV:\"><D:lockscope>"
        + "<D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner>"
        + "<D:href>DESKTOP-1\\user</D:href></D:owner></D:lockinfo>";
  }

  private static String windowsTimes() {
    return "<?xml version=\"1.0\" encoding=\"utf-8\" ?><D:propertyupdate xmlns:D=\"DAV:\" "
        + "xmlns:Z=\"urn:schemas-microsoft-com:\"><D:set><D:prop>"
        + "<Z:Win32CreationTime>Tue, 24 Nov 2026 12:00:00 GMT</Z:Win32CreationTime>"
        + "<Z:Win32LastAccessTime>Tue, 24 Nov 2026 12:00:00 GMT</Z:Win32LastAccessTime>"
        + "<Z:Win32LastModifiedTime>Mon, 23 Nov 2026 11:22:33 GMT</Z:Win32LastModifiedTime>"
        + "<Z:Win32FileAttributes>00000020</Z:Win32FileAttributes>"
        + "</D:prop></D:set></D:propertyupdate>";
  }

  @Test
  void windows_mapsTheDrive() throws IOException {
    try (RecordedClient client = new RecordedClient(address, WINDOWS)) {
      Answer options = client.send("OPTIONS", "/");
      assertThat(options.status()).isEqualTo(200);
      assertThat(options.field("MS-Author-Via")).isEqualTo("DAV");
      assertThat(options.field("DAV")).startsWith("1, 2");
      for (String path : new String[] {"/", "/dav", "/dav/"}) {
        Answer found = client.sendBody("PROPFIND", path, "", "Depth: 0");
        assertThat(found.status()).as(path).isEqualTo(207);
        assertThat(found.body()).contains("<D:collection/>").contains("HTTP/1.1 200 OK");
      }
      assertThat(client.sendBody("PROPFIND", "/dav/", "", "Depth: 1").body())
          .contains("/dav/note.txt");
      for (String probe : new String[] {"desktop.ini", "AutoRun.inf", "folder.jpg", "Thumbs.db"}) {
        Answer answer = client.sendBody("PROPFIND", "/dav/" + probe, "", "Depth: 0");
        assertThat(answer.status()).as(probe).isEqualTo(404);
      }
    }
  }

  @Test
  void windows_putsAMagnetFile() throws IOException {
    String path = "/dav/torrents/From%20Windows.magnet";
    try (RecordedClient client = new RecordedClient(address, WINDOWS)) {
      assertThat(client.sendBody("PROPFIND", path, "", "Depth: 0").status()).isEqualTo(404);
      assertThat(client.sendBody("PUT", path, "").status()).isEqualTo(201);
      Answer lock = client.sendBody("LOCK", path, windowsLock(), XML, "Timeout: Second-3600");
      String ifToken = "If: (" + token(lock) + ")";
      Answer times = client.sendBody("PROPPATCH", path, windowsTimes(), XML, ifToken);
      assertThat(times.status()).isEqualTo(207);
      assertThat(times.body()).contains("HTTP/1.1 200 OK").doesNotContain("403");
      assertThat(client.send("HEAD", path).field("Content-Length")).isEqualTo("0");
      assertThat(client.sendBody("PUT", path, torrentFile, ifToken).status()).isEqualTo(204);
      assertThat(client.sendBody("PROPPATCH", path, windowsTimes(), XML, ifToken).status())
          .isEqualTo(207);
      Answer again = client.sendBody("PROPFIND", path, "", "Depth: 0");
      assertThat(again.body()).contains("<D:getcontentlength>" + torrentFile.length());
      String unlock = "Lock-Token: " + lock.field("Lock-Token");
      assertThat(client.send("UNLOCK", path, unlock).status()).isEqualTo(204);
      Answer listing = client.sendBody("PROPFIND", "/dav/torrents", "", "Depth: 1");
      assertThat(listing.body()).contains("/dav/torrents/From%20Windows/");
      assertThat(client.send("DELETE", "/dav/torrents/From%20Windows").status()).isEqualTo(204);
      assertThat(library.resolve("torrents/From Windows.magnet")).doesNotExist();
    }
  }

  @Test
  void windows_keepsTheTimesThatItSet() throws IOException {
    try (RecordedClient client = new RecordedClient(address, WINDOWS)) {
      client.sendBody("PUT", "/dav/times.bin", "x");
      client.sendBody("PROPPATCH", "/dav/times.bin", windowsTimes(), XML);
      String all = client.sendBody("PROPFIND", "/dav/times.bin", "", "Depth: 0").body();
      assertThat(all)
          .contains("Win32LastModifiedTime")
          .contains("Mon, 23 Nov 2026 11:22:33 GMT")
          .contains("00000020");
      String target = "Destination: " + client.url("/dav/renamed.bin");
      assertThat(client.send("MOVE", "/dav/times.bin", target, "Overwrite: F").status())
          .isEqualTo(201);
      assertThat(client.sendBody("PROPFIND", "/dav/renamed.bin", "", "Depth: 0").body())
          .contains("11:22:33");
      assertThat(client.send("DELETE", "/dav/renamed.bin").status()).isEqualTo(204);
    }
  }

  @Test
  void windows_makesAndRenamesAFolder() throws IOException {
    try (RecordedClient client = new RecordedClient(address, WINDOWS)) {
      String path = "/dav/New%20folder";
      assertThat(client.sendBody("PROPFIND", path, "", "Depth: 0").status()).isEqualTo(404);
      assertThat(client.send("MKCOL", path).status()).isEqualTo(201);
      assertThat(client.sendBody("PROPPATCH", path, windowsTimes(), XML).status()).isEqualTo(207);
      String target = "Destination: " + client.url("/dav/Films");
      assertThat(client.send("MOVE", path, target, "Overwrite: F").status()).isEqualTo(201);
      assertThat(client.sendBody("PROPFIND", "/dav/Films", "", "Depth: 1").status()).isEqualTo(207);
      assertThat(client.send("DELETE", "/dav/Films").status()).isEqualTo(204);
    }
  }

  @Test
  void windows_isToldThatATorrentsOwnFilesStay() throws IOException {
    try (RecordedClient client = new RecordedClient(address, WINDOWS)) {
      // never 401, at which Windows would ask for a password
      assertThat(client.send("DELETE", "/dav/torrents/Set/a.txt").status()).isEqualTo(403);
      assertThat(client.sendBody("PUT", "/dav/torrents/Set/a.txt", "x").status()).isEqualTo(403);
      assertThat(client.sendBody("PUT", "/dav/torrents/Set/desktop.ini", "x").status())
          .isEqualTo(201);
      assertThat(client.sendBody("PROPFIND", "/dav/torrents/Set", "", "Depth: 1").body())
          .contains("a.txt")
          .doesNotContain("desktop.ini");
    }
  }

  private static String macosFind(String properties) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:propfind xmlns:D=\"DAV:\">\n<D:prop>\n"
        + properties
        + "</D:prop>\n</D:propfind>\n";
  }

  private static String macosStat() {
    return macosFind(
        "<D:getlastmodified/>\n<D:getcontentlength/>\n<D:creationdate/>\n<D:resourcetype/>\n");
  }

  private static String macosLock() {
    return """
    <?xml version="1.0" encoding="utf-8"?>
    <D:lockinfo xmlns:D="DAV:">
    <D:lockscope><D:exclusive/></D:lockscope>
    <D:locktype><D:write/></D:locktype>
    <D:owner>
    <D:href>http://www.apple.com/webdav_fs/</D:href>
    </D:owner>
    </D:lockinfo>
    """;
  }

  @Test
  void finder_mountsWritable() throws IOException {
    try (RecordedClient client = new RecordedClient(address, MACOS)) {
      Answer options = client.send("OPTIONS", "/dav/");
      // without class 2 it would mount read-only
      assertThat(options.field("DAV")).contains("2");
      Answer root = client.sendBody("PROPFIND", "/dav/", macosStat(), XML, "Depth: 0");
      assertThat(root.status()).isEqualTo(207);
      assertThat(root.body()).contains("<D:resourcetype><D:collection/></D:resourcetype>");
      String quota =
          macosFind(
              "<D:quota-available-bytes/>\n<D:quota-used-bytes/>\n<D:quota/>\n<D:quotaused/>\n");
      assertThat(client.sendBody("PROPFIND", "/dav/", quota, XML, "Depth: 0").body())
          .containsPattern("<D:quota-available-bytes>[0-9]+</D:quota-available-bytes>")
          .contains("<D:quota/>");
      for (String there : new String[] {".metadata_never_index", ".ql_disablethumbnails"}) {
        Answer found = client.sendBody("PROPFIND", "/dav/" + there, macosStat(), XML, "Depth: 0");
        assertThat(found.status()).as(there).isEqualTo(207);
      }
      for (String probe : new String[] {"._.", ".DS_Store", ".hidden", ".Spotlight-V100"}) {
        Answer found = client.sendBody("PROPFIND", "/dav/" + probe, macosStat(), XML, "Depth: 0");
        assertThat(found.status()).as(probe).isEqualTo(404);
      }
    }
  }

  @Test
  void finder_copiesAFileInChunks() throws IOException {
    String path = "/dav/From%20Finder%20e%CC%81.txt";
    try (RecordedClient client = new RecordedClient(address, MACOS)) {
      assertThat(client.sendBody("PROPFIND", path, macosStat(), XML, "Depth: 0").status())
          .isEqualTo(404);
      assertThat(client.sendBody("PUT", path, "").status()).isEqualTo(201);
      String[] fields = {XML, "Depth: 0", "Timeout: Second-600"};
      String ifToken = "If: (" + token(client.sendBody("LOCK", path, macosLock(), fields)) + ")";
      assertThat(client.sendBody("PROPFIND", path, macosStat(), XML, "Depth: 0").status())
          .isEqualTo(207);
      String expected = "X-Expected-Entity-Length: 11";
      assertThat(client.sendChunked("PUT", path, "hello world", ifToken, expected).status())
          .isEqualTo(204);
      Answer refreshed = client.sendBody("LOCK", path, "", ifToken, "Timeout: Second-600");
      assertThat(refreshed.status()).isEqualTo(200);
      String token = ifToken.substring(5, ifToken.length() - 1);
      assertThat(client.send("UNLOCK", path, "Lock-Token: " + token).status()).isEqualTo(204);
      assertThat(client.send("GET", path).body()).isEqualTo("hello world");
      // what it wrote decomposed is one name with what others write composed
      assertThat(client.send("GET", "/dav/From%20Finder%20%C3%A9.txt").status()).isEqualTo(200);
      assertThat(client.send("DELETE", path).status()).isEqualTo(204);
    }
  }

  @Test
  void finder_writesItsOwnFilesBesideATorrents() throws IOException {
    try (RecordedClient client = new RecordedClient(address, MACOS)) {
      for (String name : new String[] {"._a.txt", ".DS_Store"}) {
        String path = "/dav/torrents/Set/" + name;
        assertThat(client.sendBody("PUT", path, "").status()).as(name).isEqualTo(201);
        String lock = token(client.sendBody("LOCK", path, macosLock(), XML, "Depth: 0"));
        assertThat(client.sendChunked("PUT", path, "resource", "If: (" + lock + ")").status())
            .isEqualTo(204);
        client.send("UNLOCK", path, "Lock-Token: " + lock);
        assertThat(client.send("GET", path).body()).isEqualTo("resource");
      }
      String listing =
          client.sendBody("PROPFIND", "/dav/torrents/Set/", macosStat(), XML, "Depth: 1").body();
      assertThat(listing).contains("a.txt").doesNotContain("._a").doesNotContain("DS_Store");
    }
  }

  @Test
  void finder_savesThroughATemporaryFile() throws IOException {
    try (RecordedClient client = new RecordedClient(address, MACOS)) {
      client.sendBody("PUT", "/dav/doc.txt", "one");
      client.send("MKCOL", "/dav/.TemporaryItems/");
      client.sendChunked("PUT", "/dav/.TemporaryItems/doc.txt", "two");
      String target = "Destination: " + client.url("/dav/doc.txt");
      Answer moved = client.send("MOVE", "/dav/.TemporaryItems/doc.txt", target);
      assertThat(moved.status()).isEqualTo(204);
      assertThat(library.resolve("doc.txt")).hasContent("two");
      assertThat(client.send("DELETE", "/dav/.TemporaryItems/").status()).isEqualTo(204);
      assertThat(client.send("DELETE", "/dav/doc.txt").status()).isEqualTo(204);
    }
  }
}
