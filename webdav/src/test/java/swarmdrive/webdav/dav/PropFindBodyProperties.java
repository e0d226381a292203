package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.w3c.dom.Document;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

/** Bodies of PROPFIND, sound and broken: 207 with well-formed XML, or 400. */
class PropFindBodyProperties {
  private static final List<String> PARTS =
      List.of(
          "<propfind xmlns='DAV:'>",
          "</propfind>",
          "<prop>",
          "</prop>",
          "<prop/>",
          "<allprop/>",
          "<propname/>",
          "<include>",
          "</include>",
          "<getetag/>",
          "<x xmlns='urn:&amp;\"'/>",
          "<y xmlns=''/>",
          "<z:z xmlns:z='DAV:'/>",
          "<a:é xmlns:a='é'/>",
          "text",
          "&amp;",
          "&x;",
          "<!-- c -->",
          "<?pi?>",
          "<![CDATA[<]]>",
          "<!DOCTYPE x>",
          "\u0000",
          "]]>",
          "<",
          " ");

  @SuppressWarnings("NullAway.Init")
  private static TestServer server;

  @SuppressWarnings("NullAway.Init")
  private static WireClient client;

  @BeforeContainer
  static void start() throws IOException {
    FakeFolder root = new FakeFolder("").with(FakeFile.pattern("file", 3), new FakeFolder("dir"));
    server = TestServer.of(root).start();
    client = server.connect();
  }

  @AfterContainer
  static void stop() throws IOException {
    client.close();
    server.close();
  }

  @Provide
  Arbitrary<String> broken() {
    return Arbitraries.of(PARTS).list().ofMaxSize(10).map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> sound() {
    return Arbitraries.of(PARTS.subList(9, 14))
        .list()
        .ofMaxSize(8)
        .map(
            names ->
                "<propfind xmlns='DAV:'><prop>" + String.join("", names) + "</prop></propfind>");
  }

  private static Document parsed(WireClient.Answer answer) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body()));
  }

  @Property(tries = 400)
  void anyBody_isAnsweredOrRefused(@ForAll("broken") String body) throws Exception {
    WireClient.Answer answer = client.withBody("PROPFIND", "/dav/", body, "Depth: 1");
    assertThat(answer.status()).isIn(207, 400);
    if (answer.status() == 207) {
      parsed(answer);
    }
  }

  @Property(tries = 200)
  void soundBody_isAnsweredForEveryChild(@ForAll("sound") String body) throws Exception {
    WireClient.Answer answer = client.withBody("PROPFIND", "/dav/", body, "Depth: 1");
    assertThat(answer.status()).isEqualTo(207);
    Document document = parsed(answer);
    assertThat(document.getElementsByTagNameNS("DAV:", "response").getLength()).isEqualTo(3);
    int stats = document.getElementsByTagNameNS("DAV:", "propstat").getLength();
    assertThat(stats).isBetween(3, 6);
  }
}
