package swarmdrive.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.app.testing.FakeExchange;
import swarmdrive.webdav.HttpEndpoint;

final class UiEndpointTest {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)\\bimport\\b[^'\"]*?[\"']([^\"']+)[\"']");
  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"(ui/[^\"]+)\"");

  private UiFiles files;
  private UiEndpoint endpoint;

  @BeforeEach
  void load() throws IOException {
    files = UiFiles.load("/swarm/");
    endpoint = new UiEndpoint(files);
  }

  private FakeExchange get(String path) throws IOException {
    FakeExchange exchange = new FakeExchange("GET", path);
    endpoint.handle(exchange);
    return exchange;
  }

  @Test
  void home_isThePage_relativeToTheBasePath() throws IOException {
    FakeExchange home = get("/");
    assertThat(home.status).isEqualTo(200);
    assertThat(home.headers).containsEntry("Content-Type", "text/html; charset=utf-8");
    assertThat(home.text()).contains("<base href=\"/swarm/\">");
  }

  @Test
  void policy_allowsNothingForeignNorEvalNorInline() throws IOException {
    for (String path : files.all().keySet()) {
      FakeExchange file = get(path);
      String policy = String.valueOf(file.headers.get("Content-Security-Policy"));
      assertThat(policy).startsWith("default-src 'self';").contains("frame-ancestors 'none'");
      assertThat(policy).doesNotContain("unsafe", "http", "*");
      assertThat(file.headers).containsEntry("X-Content-Type-Options", "nosniff");
    }
  }

  @Test
  void page_hasNoScriptNorStyleOfItsOwn_whichThePolicyWouldRefuse() throws IOException {
    String page = get("/").text();
    assertThat(page).doesNotContainPattern("<script(?![^>]* src=)").doesNotContain("<style");
    assertThat(page).doesNotContainPattern(" on[a-z]+=").doesNotContain(" style=");
  }

  @Test
  void everyImportAndLink_leadsToAFileOfTheUi() throws IOException {
    for (MatchResult link : LINK.matcher(get("/").text()).results().toList()) {
      assertThat(files.all()).containsKey("/" + link.group(1));
    }
    for (Map.Entry<String, UiFile> file : files.all().entrySet()) {
      if (file.getKey().endsWith(".js") && !file.getKey().contains("uplot")) {
        String text = new String(file.getValue().bytes(), StandardCharsets.UTF_8);
        for (MatchResult found : IMPORT.matcher(text).results().toList()) {
          String path = URI.create(file.getKey()).resolve(found.group(1)).getPath();
          assertThat(files.all()).as(file.getKey()).containsKey(path);
        }
      }
    }
  }

  @Test
  void bundle_isBelow300KiB_andBelow100KiBAsItIsSent() throws IOException {
    long plain = 0;
    long sent = 0;
    for (UiFile file : files.all().values()) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(file.bytes());
      }
      plain += file.bytes().length;
      sent += packed.size();
    }
    assertThat(plain).isLessThan(300 << 10);
    assertThat(sent).isLessThan(100 << 10);
  }

  @Test
  void ownFiles_escapeWhateverTheyShow() throws IOException {
    for (Map.Entry<String, UiFile> file : files.all().entrySet()) {
      if (!file.getKey().contains("/lib/")) {
        String text = new String(file.getValue().bytes(), StandardCharsets.UTF_8);
        assertThat(text)
            .as(file.getKey())
            .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "unsafeHTML", "eval(");
      }
    }
  }

  @Test
  void knownFile_isAnsweredWithoutBody() throws IOException {
    FakeExchange first = get("/ui/app.js");
    FakeExchange again =
        new FakeExchange("GET", "/ui/app.js")
            .withHeader("If-None-Match", String.valueOf(first.headers.get("ETag")));
    endpoint.handle(again);
    assertThat(again.status).isEqualTo(304);
    assertThat(again.body).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui/",
        "/ui/index.html",
        "/ui/UiEndpoint.class",
        "/ui/../api/openapi.json",
        "/ui/lib/uplot/package.json",
        "/nothing"
      })
  void anythingElse_isLeftUnanswered(String path) throws IOException {
    assertThat(get(path).status).as("no answer becomes 404").isZero();
  }

  @Test
  void otherMethods_areRefused() throws IOException {
    FakeExchange post = new FakeExchange("POST", "/");
    endpoint.handle(post);
    assertThat(post.status).isEqualTo(405);
    assertThat(Splitter.on(", ").split(String.valueOf(post.headers.get("Allow"))))
        .containsExactly("GET", "HEAD");
  }

  @Test
  void everybodyMaySeeIt_sinceTheLoginIsPartOfIt() {
    assertThat(endpoint.visitors()).isEqualTo(HttpEndpoint.Visitors.EVERYBODY);
  }
}
