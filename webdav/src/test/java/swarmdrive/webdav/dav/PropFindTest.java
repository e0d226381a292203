package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

class PropFindTest {
  private static final String[] ODD = {
    "a b",
    "50%",
    "c#",
    "semi;colon",
    "q?x",
    "a&b<c>\"d'",
    "naïve café",
    "😀",
    "+plus",
    "[x]",
    "a:b",
    "\\"
  };
  private static final String PROP =
      "<propfind xmlns='DAV:' xmlns:x='urn:x'><prop>%s</prop></propfind>";

  private final FakeFolder odd = new FakeFolder("odd");
  private TestServer server;
  private WireClient client;

  @BeforeEach
  void start() throws Exception {
    for (String name : ODD) {
      odd.with(FakeFile.pattern(name, 10));
    }
    FakeFile file = FakeFile.pattern("file", 4096).type("text/plain").etag("e-\"&");
    server =
        TestServer.of(
                new FakeFolder("").with(file, odd, new FakeFolder("empty"), new FakeFolder("é")))
            .start();
    client = server.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private static Document parse(WireClient.Answer answer) throws Exception {
    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.field("Content-Type")).isEqualTo("application/xml; charset=utf-8");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body()));
  }

  private static List<String> texts(Document document, String name) {
    NodeList nodes = document.getElementsByTagNameNS("DAV:", name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  private Document propfind(String path, String depth, String body) throws Exception {
    return parse(client.withBody("PROPFIND", path, body, "Depth: " + depth));
  }

  @Test
  void withoutBody_givesAllPropertiesOfAFile() throws Exception {
    Document document = propfind("/dav/file", "0", "");
    assertThat(texts(document, "href")).containsExactly("/dav/file");
    assertThat(texts(document, "getcontentlength")).containsExactly("4096");
    assertThat(texts(document, "getetag")).containsExactly("\"e-\"&\"");
    assertThat(texts(document, "getcontenttype")).containsExactly("text/plain");
    assertThat(texts(document, "getlastmodified")).containsExactly("Fri, 02 Jan 2026 03:04:05 GMT");
    assertThat(texts(document, "creationdate")).containsExactly("2026-01-02T03:04:05Z");
    assertThat(texts(document, "displayname")).containsExactly("file");
    assertThat(texts(document, "resourcetype")).containsExactly("");
    assertThat(texts(document, "status")).containsExactly("HTTP/1.1 200 OK");
  }

  @Test
  void folder_isACollectionWithoutPropertiesOfFiles() throws Exception {
    Document document = propfind("/dav/empty", "1", "");
    assertThat(texts(document, "href")).containsExactly("/dav/empty/");
    assertThat(document.getElementsByTagNameNS("DAV:", "collection").getLength()).isEqualTo(1);
    assertThat(texts(document, "getcontentlength")).isEmpty();
    assertThat(texts(document, "getetag")).isEmpty();
  }

  @Test
  void hrefs_areEncodedPathsThatLeadBack() throws Exception {
    List<String> hrefs = texts(propfind("/dav/odd/", "1", ""), "href");
    assertThat(hrefs).hasSize(ODD.length + 1);
    for (int i = 0; i < ODD.length; i++) {
      String href = hrefs.get(i + 1);
      assertThat(URI.create(href).getPath()).isEqualTo("/dav/odd/" + ODD[i]);
      assertThat(client.get(href).body()).hasSize(10);
    }
  }

  @Test
  void names_areAlsoFoundDecomposed() throws Exception {
    assertThat(texts(propfind("/dav/e%CC%81/", "0", ""), "href")).containsExactly("/dav/%C3%A9/");
  }

  @Test
  void unknownProperties_come404AfterWhatExistsInTheirOwnNamespace() throws Exception {
    Document document =
        propfind(
            "/dav/file",
            "0",
            PROP.formatted("<x:a/><getetag/><b xmlns=''/><quota-used-bytes/><x:c y='\"'/>"));
    assertThat(texts(document, "status"))
        .containsExactly("HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found");
    Element missing = (Element) document.getElementsByTagNameNS("DAV:", "prop").item(1);
    assertThat(missing.getElementsByTagNameNS("urn:x", "a").getLength()).isEqualTo(1);
    assertThat(missing.getElementsByTagNameNS("urn:x", "c").getLength()).isEqualTo(1);
    assertThat(missing.getElementsByTagNameNS(null, "b").getLength()).isEqualTo(1);
    assertThat(missing.getElementsByTagNameNS("DAV:", "quota-used-bytes").getLength()).isEqualTo(1);
    assertThat(missing.getTextContent()).isEmpty();
  }

  @Test
  void onlyUnknownProperties_giveNoEmptyPropstat() throws Exception {
    Document document = propfind("/dav/file", "0", PROP.formatted("<x:a/>"));
    assertThat(texts(document, "status")).containsExactly("HTTP/1.1 404 Not Found");
  }

  @Test
  void windowsProperties_areAnswered() throws Exception {
    Document document = propfind("/dav/odd/", "0", PROP.formatted("<iscollection/><ishidden/>"));
    assertThat(texts(document, "iscollection")).containsExactly("1");
    assertThat(texts(document, "ishidden")).containsExactly("0");
  }

  @Test
  void propname_givesNamesOnly() throws Exception {
    Document document = propfind("/dav/file", "0", "<propfind xmlns='DAV:'><propname/></propfind>");
    assertThat(texts(document, "getetag")).containsExactly("");
    assertThat(texts(document, "status")).containsExactly("HTTP/1.1 200 OK");
  }

  @Test
  void allpropWithInclude_givesBoth() throws Exception {
    Document document =
        propfind(
            "/dav/file",
            "0",
            "<propfind xmlns='DAV:'><allprop/><include><ishidden/></include></propfind>");
    assertThat(texts(document, "ishidden")).containsExactly("0");
    assertThat(texts(document, "getetag")).hasSize(1);
  }

  @Test
  void infiniteOrAbsentDepth_isRefusedProperly() throws Exception {
    for (String line : new String[] {"Depth: infinity", "X: y"}) {
      WireClient.Answer answer = client.request("PROPFIND", "/dav/", line);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text()).contains("propfind-finite-depth");
    }
    assertThat(client.request("PROPFIND", "/dav/", "Depth: 2").status()).isEqualTo(400);
  }

  @Test
  void bodyInUtf16OrWithAMark_isUnderstood() throws Exception {
    String body = PROP.formatted("<getetag/>");
    for (byte[] bytes :
        List.of(
            ("\ufeff" + body).getBytes(StandardCharsets.UTF_8),
            body.getBytes(StandardCharsets.UTF_16),
            ("\ufeff" + body).getBytes(StandardCharsets.UTF_16LE))) {
      String head = "PROPFIND /dav/file HTTP/1.1\nHost: a\nDepth: 0\nContent-Length: ";
      client.send(head + bytes.length + "\n\n").send(bytes);
      assertThat(texts(parse(client.answer("PROPFIND")), "getetag")).hasSize(1);
    }
  }

  @Test
  void depthOneWithoutRoot_givesTheChildrenOnly() throws Exception {
    assertThat(texts(propfind("/dav/", "1,noroot", ""), "href"))
        .containsExactly("/dav/file", "/dav/odd/", "/dav/empty/", "/dav/%C3%A9/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "not xml",
        "<propfind xmlns='DAV:'><prop></propfind>",
        "<propfind xmlns='DAV:'/>",
        "<propfind><allprop/></propfind>",
        "<other xmlns='DAV:'><allprop/></other>",
        "<propfind xmlns='DAV:'><prop/><allprop/></propfind>",
        "<propfind xmlns='DAV:'><prop><x:a/></prop></propfind>",
        "<!DOCTYPE x [<!ENTITY e 'x'>]><propfind xmlns='DAV:'><prop><a/></prop></propfind>",
        "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><propfind xmlns='DAV:'><allprop/></propfind>",
        "<propfind xmlns='DAV:'><allprop/>&undefined;</propfind>"
      })
  void badBody_is400(String body) throws IOException {
    assertThat(client.withBody("PROPFIND", "/dav/", body, "Depth: 0").status()).isEqualTo(400);
    assertThat(client.get("/dav/file").status()).isEqualTo(200);
  }

  @Test
  void deepOrLongBody_isBounded() throws IOException {
    String deep = "<propfind xmlns='DAV:'><prop>" + "<a>".repeat(1000);
    assertThat(client.withBody("PROPFIND", "/dav/", deep, "Depth: 0").status()).isEqualTo(400);
    String many = PROP.formatted("<x:a/>".repeat(2000));
    assertThat(client.withBody("PROPFIND", "/dav/", many, "Depth: 0").status()).isEqualTo(400);
    String longBody = PROP.formatted(" ".repeat(70_000));
    assertThat(client.withBody("PROPFIND", "/dav/", longBody, "Depth: 0").status()).isEqualTo(413);
  }

  @Test
  void foldersAboveTheDrive_existForWindows() throws Exception {
    Document document = propfind("/", "1", "");
    assertThat(texts(document, "href")).containsExactly("/", "/dav/");
    assertThat(client.request("PROPFIND", "/other", "Depth: 0").status()).isEqualTo(404);
  }

  /** A file that is formatted only after the client has seen the beginning of the answer. */
  private record GatedFile(String name, CountDownLatch gate) implements DavFile {
    @Override
    public Instant modified() {
      return FakeFolder.MODIFIED;
    }

    @Override
    public long size() {
      try {
        FakeFile.await(gate);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return 1;
    }

    @Override
    public String etag() {
      return "x";
    }

    @Override
    public String contentType() {
      return "x/y";
    }

    @Override
    public DavContent open() {
      throw new AssertionError("PROPFIND opens no content");
    }
  }

  @Test
  void answer_beginsBeforeTheChildrenAreAskedFor() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    FakeFolder root = new FakeFolder("").counted(() -> awaitOpen(gate));
    for (int i = 0; i < 100; i++) {
      root.with(FakeFile.pattern("f" + i, 1));
    }
    assertBeginsBefore(gate, root);
  }

  private static void awaitOpen(CountDownLatch gate) {
    try {
      assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void answer_beginsBeforeLaterChildrenAreFormatted() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    List<DavNode> children = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      children.add(new GatedFile("f" + i, gate));
    }
    DavFolder root =
        new DavFolder() {
          @Override
          public String name() {
            return "";
          }

          @Override
          public Instant modified() {
            return FakeFolder.MODIFIED;
          }

          @Override
          public Optional<DavNode> child(String name) {
            return Optional.empty();
          }

          @Override
          public List<DavNode> children() {
            return children;
          }
        };
    assertBeginsBefore(gate, root);
  }

  /** The folder's own entry comes while the gate is still shut. */
  private static void assertBeginsBefore(CountDownLatch gate, DavFolder root) throws Exception {
    try (TestServer gated = TestServer.of(root).start();
        WireClient other = gated.connect()) {
      other.send("PROPFIND /dav/ HTTP/1.1\nHost: a\nDepth: 1\n\n");
      assertThat(other.head().status()).isEqualTo(207);
      assertThat(new String(other.exactly(200), StandardCharsets.UTF_8))
          .contains("<D:href>/dav/</D:href>");
      gate.countDown();
    }
  }
}
