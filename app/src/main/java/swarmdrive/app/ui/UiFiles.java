package swarmdrive.app.ui;

import com.google.common.html.HtmlEscapers;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The files of the UI by their path, a fixed list: no path of a request opens anything. */
final class UiFiles {
  static final String HOME = "/";

  private static final String FOLDER = "/ui/";

  private static final List<String> OWN =
      List.of(
          "app.css",
          "app.js",
          "api.js",
          "chart.js",
          "connect.js",
          "dashboard.js",
          "dialog.js",
          "drive.js",
          "files.js",
          "format.js",
          "icon.svg",
          "log.js",
          "login.js",
          "piece-bar.js",
          "shared.js",
          "store.js",
          "torrents.js");

  /** Of lit-html: its templates, and the directives that the pages use. */
  private static final List<String> LIT =
      List.of(
          "lit-html.js",
          "directive.js",
          "directive-helpers.js",
          "directives/live.js",
          "directives/repeat.js");

  private static final List<String> UPLOT = List.of("dist/uPlot.iife.min.js", "dist/uPlot.min.css");

  private final Map<String, UiFile> files = new HashMap<>();

  private UiFiles() {}

  /**
   * Reads them all, about 150 KiB.
   *
   * @param basePath of the server, from slash to slash: what the page's addresses are relative to
   */
  static UiFiles load(String basePath) throws IOException {
    UiFiles all = new UiFiles();
    String page =
        new String(own("index.html"), StandardCharsets.UTF_8)
            .replace("{base}", HtmlEscapers.htmlEscaper().escape(basePath));
    all.put(HOME, "index.html", page.getBytes(StandardCharsets.UTF_8));
    for (String name : OWN) {
      all.put(FOLDER + name, name, own(name));
    }
    all.library("lit-html", LIT);
    all.library("uplot", UPLOT);
    return all;
  }

  private static byte[] own(String name) throws IOException {
    return Resources.toByteArray(Resources.getResource(UiFiles.class, name));
  }

  private void library(String name, List<String> paths) throws IOException {
    String folder = "META-INF/resources/webjars/" + name + "/" + version(name) + "/";
    for (String path : paths) {
      byte[] bytes = Resources.toByteArray(Resources.getResource(folder + path));
      put(FOLDER + "lib/" + name + "/" + path, path, bytes);
    }
  }

  /** A webjar's paths contain its version, which Maven's properties in it tell. */
  private static String version(String name) throws IOException {
    Properties properties = new Properties();
    try (var in =
        Resources.getResource("META-INF/maven/org.webjars.npm/" + name + "/pom.properties")
            .openStream()) {
      properties.load(in);
    }
    @Nullable String version = properties.getProperty("version");
    if (version == null) {
      throw new IOException("the web library " + name + " does not tell its version");
    }
    return version;
  }

  private void put(String path, String name, byte[] bytes) {
    files.put(path, UiFile.of(name, bytes));
  }

  Optional<UiFile> find(String path) {
    return Optional.ofNullable(files.get(path));
  }

  Map<String, UiFile> all() {
    return Map.copyOf(files);
  }
}
