package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.Resources;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** The web UI of a server in a browser, as its users see it. */
final class UiPage implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(40);

  private static final Path SHOTS = RunFolder.checkout().resolve("app/target/screenshots");

  private final Browser browser;
  private final URI home;

  UiPage(URI home) throws IOException, InterruptedException {
    this.browser = Browser.start();
    this.home = home;
    browser.resize(1200, 900);
    browser.open(home);
  }

  Browser browser() {
    return browser;
  }

  /** Goes to one of its pages and waits until its heading is there. */
  void show(String page, String heading) throws IOException, InterruptedException {
    browser.run("location.hash = '#/" + page + "'");
    await(
        "the page " + heading,
        () -> value("document.querySelector('h1').innerText").equals(heading));
  }

  static void await(String what, Callable<Boolean> condition) {
    Eventually.isTrue(what, LIMIT, condition);
  }

  void awaitText(String text) {
    await(text, () -> browser.text().contains(text));
  }

  String value(String expression) throws IOException, InterruptedException {
    return browser.run("return " + expression).asText();
  }

  /** A button of a torrent, by what screen readers say. */
  static String button(String act, String torrent) {
    return "button[aria-label='" + act + " " + torrent + "']";
  }

  /** Kept as output of the build. */
  void shoot(String name) throws IOException, InterruptedException {
    Files.createDirectories(SHOTS);
    Files.write(SHOTS.resolve(name + ".png"), browser.screenshot());
  }

  /** Nothing went wrong in the page's scripts, and nothing was asked of another server. */
  void assertClean() throws IOException, InterruptedException {
    assertClean(line -> false);
  }

  /** The same, after a torrent went: the page may just have asked for its pieces. */
  void assertCleanWithout(TorrentOnDisk gone) throws IOException, InterruptedException {
    String pieces = "/api/v1/torrents/" + gone.infoHash() + "/pieces - ";
    assertClean(line -> line.contains(pieces) && line.contains("404 (Not Found)"));
  }

  private void assertClean(Predicate<String> expected) throws IOException, InterruptedException {
    assertThat(browser.console().stream().filter(expected.negate())).isEmpty();
    List<String> asked = new ArrayList<>();
    browser
        .run("return performance.getEntriesByType('resource').map((entry) => entry.name)")
        .forEach(name -> asked.add(name.asText()));
    assertThat(asked)
        .allMatch(name -> name.startsWith(home.toString()) || name.startsWith("blob:" + home));
  }

  /** axe-core finds nothing serious (WCAG 2.1 AA). */
  void assertAccessible(String what) throws IOException, InterruptedException {
    String axe =
        Resources.toString(
            Resources.getResource("META-INF/resources/webjars/axe-core/4.6.3/axe.min.js"),
            StandardCharsets.UTF_8);
    JsonNode found =
        browser.run(
            "if (!window.axe) {"
                + axe
                + "}; return axe.run(document, {resultTypes: ['violations']}).then((result) =>"
                + " result.violations.filter((one) => ['serious', 'critical'].includes(one.impact))"
                + ".map((one) => one.id + ': ' + one.nodes.map((node) => node.html)"
                + ".join(' ').slice(0, 300)))");
    List<String> problems = new ArrayList<>();
    found.forEach(problem -> problems.add(problem.asText()));
    assertThat(problems).as(what).isEmpty();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    browser.close();
  }
}
