package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

class FolderPageTest {
  private static final String[] ODD = {
    "a b", "50%", "c#", "semi;colon", "q?x", "a&b", "naïve café", "😀", "+plus", "a:b", "'\"<b>"
  };
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"]*)\"");

  private final FakeFolder odd = new FakeFolder("<odd> & \"co\"").notice("line <1>\nline 2");
  private TestServer server;
  private WireClient client;

  @BeforeEach
  void start() throws IOException {
    for (String name : ODD) {
      odd.with(FakeFile.pattern(name, 2_000_000));
    }
    odd.with(new FakeFolder("sub dir"));
    server = TestServer.of(new FakeFolder("").notice("Copy a .torrent here").with(odd)).start();
    client = server.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private static final String PATH = "/dav/%3Codd%3E%20%26%20%22co%22/";

  @Test
  void everyLink_leadsSomewhere() throws IOException {
    Matcher link = LINK.matcher(client.get(PATH).text());
    List<String> links = new ArrayList<>();
    while (link.find()) {
      links.add(link.group(1));
      assertThat(client.request("HEAD", link.group(1).replace("&amp;", "&")).status())
          .as(link.group(1))
          .isEqualTo(200);
    }
    // one in the breadcrumb, one up, each child
    assertThat(links).hasSize(2 + ODD.length + 1).contains(PATH + "sub%20dir/");
  }

  @Test
  void everythingIsEscaped() throws IOException {
    String page = client.get(PATH).text();
    assertThat(page)
        .contains(
            "&lt;odd&gt; &amp; &quot;co&quot;", "&#39;&quot;&lt;b&gt;", "line &lt;1&gt;\nline 2")
        .doesNotContain("<odd>", "<b>", "<1>")
        .contains("1 folder, 11 files, 21 MiB", "1.9 MiB", "2,000,000 bytes", "2026-01-02 03:04");
  }

  @Test
  void page_isUnderAStrictPolicy() throws IOException {
    WireClient.Answer answer = client.get("/dav/");
    assertThat(answer.field("Content-Security-Policy"))
        .startsWith("default-src 'none'; style-src 'sha256-")
        .doesNotContain("unsafe");
    assertThat(answer.field("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.text()).contains("Copy a .torrent here").doesNotContain("style=", "<script");
  }

  @Test
  void head_hasTheFieldsAndNoBody() throws IOException {
    assertThat(client.request("HEAD", "/dav/").status()).isEqualTo(200);
    assertThat(client.get("/dav/").status()).isEqualTo(200);
  }

  @Test
  void folderWithoutSlash_isRedirectedToItself() throws IOException {
    String location = client.get(PATH.substring(0, PATH.length() - 1)).field("Location");
    assertThat(location).isEqualTo(PATH);
  }

  @Test
  void activeContent_isSandboxed() throws IOException {
    odd.with(FakeFile.pattern("page.html", 10).type("text/html; charset=utf-8"));
    odd.with(FakeFile.pattern("film.mp4", 10).type("video/mp4"));
    assertThat(client.get(PATH + "page.html").field("Content-Security-Policy"))
        .isEqualTo("sandbox");
    assertThat(client.get(PATH + "film.mp4").fields()).doesNotContainKey("content-security-policy");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "10188, 9.9 KiB",
    "10189, 10 KiB",
    "1047999, 1023 KiB",
    "1048064, 1.0 MiB",
    "1500000000, 1.4 GiB",
    "9223372036854775807, 8.0 EiB"
  })
  void size_isReadable(long bytes, String shown) {
    assertThat(FolderPage.size(bytes)).isEqualTo(shown);
  }
}
