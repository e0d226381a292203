package swarmdrive.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Headless Chromium, driven by chromedriver's WebDriver protocol (W3C). */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Program driver;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path downloads;
  private String session = "";
  private final String base;

  private Browser(Program driver, int port, Path downloads) {
    this.driver = driver;
    this.downloads = downloads;
    this.base = "http://127.0.0.1:" + port + "/session";
  }

  static Browser start() throws IOException, InterruptedException {
    Program driver = Program.start(new Program.Command("chromedriver", "--port=0"));
    int port =
        Integer.parseInt(driver.awaitLine("started successfully on port (\\d+)", LIMIT).group(1));
    var browser = new Browser(driver, port, RunFolder.create("downloads"));
    browser.session =
        "/" + browser.call("POST", "", capabilities(browser.downloads)).path("sessionId").asText();
    return browser;
  }

  void open(URI url) throws IOException, InterruptedException {
    call("POST", "/url", Map.of("url", url.toString()));
  }

  String title() throws IOException, InterruptedException {
    return call("GET", "/title", Map.of()).asText();
  }

  /** The visible text of the page. */
  String text() throws IOException, InterruptedException {
    return run("return document.body.innerText").asText();
  }

  /** Clicks the link with this text, as a user does; a folder's may end in a slash. */
  void follow(String text) throws IOException, InterruptedException {
    String link = "//a[normalize-space(.)='%s' or normalize-space(.)='%s/']".formatted(text, text);
    JsonNode found = call("POST", "/element", Map.of("using", "xpath", "value", link));
    String element = found.elements().next().asText();
    call("POST", "/element/" + element + "/click", Map.of());
  }

  /** What a script in the page returns. */
  JsonNode run(String script) throws IOException, InterruptedException {
    return call("POST", "/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** Clicks what a CSS selector finds first, as a user does. */
  void click(String selector) throws IOException, InterruptedException {
    call("POST", "/element/" + element(selector) + "/click", Map.of());
  }

  /** Types into what a CSS selector finds first; into a file input the path of a file. */
  void type(String selector, String text) throws IOException, InterruptedException {
    call("POST", "/element/" + element(selector) + "/value", Map.of("text", text));
  }

  private String element(String selector) throws IOException, InterruptedException {
    JsonNode found = call("POST", "/element", Map.of("using", "css selector", "value", selector));
    return found.elements().next().asText();
  }

  /** Presses a key in what has the focus; special keys as WebDriver numbers them. */
  void press(String key) throws IOException, InterruptedException {
    JsonNode active = call("GET", "/element/active", Map.of());
    call("POST", "/element/" + active.elements().next().asText() + "/value", Map.of("text", key));
  }

  /** Makes the window as large as a screen, in CSS pixels. */
  void resize(int width, int height) throws IOException, InterruptedException {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Whether pages are to be dark. */
  void dark(boolean dark) throws IOException, InterruptedException {
    devTools(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  private void devTools(String command, Map<String, ?> parameters)
      throws IOException, InterruptedException {
    call("POST", "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
  }

  /** The window as a PNG. */
  byte[] screenshot() throws IOException, InterruptedException {
    return Base64.getDecoder().decode(call("GET", "/screenshot", Map.of()).asText());
  }

  /** Errors of the console since the last time: of scripts, of loading, of the page's policy. */
  List<String> console() throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (JsonNode line : call("POST", "/se/log", Map.of("type", "browser"))) {
      if (line.path("level").asText().equals("SEVERE")) {
        lines.add(line.path("message").asText());
      }
    }
    return lines;
  }

  /** Where downloads appear under their names when they are complete. */
  Path downloads() {
    return downloads;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      call("DELETE", "", Map.of());
    } finally {
      driver.close();
      client.close();
    }
  }

  private JsonNode call(String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(base + session + path)).timeout(LIMIT);
    var publisher =
        method.equals("POST")
            ? HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))
            : HttpRequest.BodyPublishers.noBody();
    var response =
        client.send(
            request.method(method, publisher).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("chromedriver: " + response.body());
    }
    return JSON.readTree(response.body()).path("value");
  }

  private static Map<String, ?> capabilities(Path downloads) throws IOException {
    var arguments =
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--user-data-dir=" + RunFolder.create("chromium"));
    var preferences =
        Map.of(
            "download.default_directory",
            downloads.toString(),
            "download.prompt_for_download",
            false);
    var options = Map.of("binary", "/usr/bin/chromium", "args", arguments, "prefs", preferences);
    return Map.of(
        "capabilities",
        Map.of(
            "alwaysMatch",
            Map.of(
                "browserName",
                "chrome",
                "goog:loggingPrefs",
                Map.of("browser", "ALL"),
                "goog:chromeOptions",
                options)));
  }
}
