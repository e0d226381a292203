package swarmdrive.webdav.dav;

import com.google.common.html.HtmlEscapers;
import com.google.common.io.Resources;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.PathCodec;
import swarmdrive.webdav.http.ResponseHead;

/**
 * A folder for people with a browser: no script, one style sheet whose hash is in the policy, every
 * name escaped, streamed row by row. Request's thread.
 */
final class FolderPage {
  private static final String STYLE = style();
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + hash(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String ICONS =
      """
      <svg class="i" width="0" height="0" aria-hidden="true"><defs>\
      <symbol id="d" viewBox="0 0 20 20"><path class="d-icon" d="M2 4.5A1.5 1.5 0 0 1 3.5 3h4l2 2.5h7A1.5 1.5 0 0 1 18 7v8.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 2 15.5z"/></symbol>\
      <symbol id="f" viewBox="0 0 20 20"><path class="f-icon" d="M5.5 2H11v4.5A1.5 1.5 0 0 0 12.5 8H16v8.5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 4 16.5v-13A1.5 1.5 0 0 1 5.5 2zM12.5 2.2l3.3 4.3h-3.3z"/></symbol>\
      </defs></svg>
      """;

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private final Writer page;
  private final List<String> path;
  private final int driveDepth;

  private FolderPage(Writer page, List<String> path, int driveDepth) {
    this.page = page;
    this.path = path;
    this.driveDepth = driveDepth;
  }

  /**
   * Answers GET or HEAD on a folder whose path ended with a slash.
   *
   * @param driveDepth segments of the drive's own path: nothing above it is shown
   */
  static void answer(FolderResource resource, int driveDepth, HttpResponse response)
      throws IOException {
    DavFolder folder = resource.folder();
    List<DavNode> children = folder.children();
    String notice = folder.notice();
    ResponseHead head =
        ResponseHead.of(200)
            .with("Content-Type", "text/html; charset=utf-8")
            .with("Cache-Control", "no-cache")
            .with("Content-Security-Policy", POLICY)
            .with("X-Content-Type-Options", "nosniff")
            .with("Referrer-Policy", "no-referrer");
    try (Writer page =
        new BufferedWriter(
            new OutputStreamWriter(response.stream(head), StandardCharsets.UTF_8), 8192)) {
      new FolderPage(page, resource.path(), driveDepth).write(children, notice);
    }
  }

  private void write(List<DavNode> children, String notice) throws IOException {
    String title = name(path.size());
    page.write("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    page.write(escaped(title));
    page.write(
        " · swarmdrive</title><meta name=\"viewport\" content=\"width=device-width\"><style>");
    page.write(STYLE);
    page.write("</style></head><body>");
    page.write(ICONS);
    page.write("<header><h1>");
    breadcrumb();
    page.write("</h1><p class=\"count\">");
    page.write(escaped(count(children)));
    page.write("</p></header>\n<main>");
    notice(notice);
    table(children);
    page.write("</main>\n<footer>swarmdrive</footer></body></html>\n");
  }

  /** What the folder at that depth of the path is called here. */
  private String name(int depth) {
    return depth <= driveDepth ? "Drive" : path.get(depth - 1);
  }

  private void breadcrumb() throws IOException {
    for (int depth = driveDepth; depth < path.size(); depth++) {
      link(PathCodec.encode(path.subList(0, depth), true), name(depth));
      page.write("<span>/</span>");
    }
    page.write(escaped(name(path.size())));
  }

  private void link(String href, String text) throws IOException {
    page.write("<a href=\"");
    page.write(escaped(href));
    page.write("\">");
    page.write(escaped(text));
    page.write("</a>");
  }

  private static String count(List<DavNode> children) {
    long folders = children.stream().filter(DavFolder.class::isInstance).count();
    long files = children.size() - folders;
    long bytes = children.stream().mapToLong(n -> n instanceof DavFile f ? f.size() : 0).sum();
    if (children.isEmpty()) {
      return "empty";
    }
    String named =
        folders == 0
            ? counted(files, "file")
            : files == 0
                ? counted(folders, "folder")
                : counted(folders, "folder") + ", " + counted(files, "file");
    return files == 0 ? named : named + ", " + size(bytes);
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private void notice(String notice) throws IOException {
    if (!notice.isBlank()) {
      page.write("<p class=\"notice\">");
      page.write(escaped(notice.strip()));
      page.write("</p>");
    }
  }

  private void table(List<DavNode> children) throws IOException {
    page.write(
        "<table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\" class=\"s\">Size</th>"
            + "<th scope=\"col\" class=\"d\">Modified (UTC)</th></tr></thead><tbody>\n");
    if (path.size() > driveDepth) {
      String parent = PathCodec.encode(path.subList(0, path.size() - 1), true);
      row(parent, "d", "..", "", "");
    }
    String base = PathCodec.encode(path, true);
    for (DavNode child : children) {
      String name = PathCodec.encode(child.name());
      switch (child) {
        case DavFolder folder -> row(base + name + "/", "d", folder.name() + "/", "", time(child));
        case DavFile file -> row(base + name, "f", file.name(), sizeCell(file.size()), time(child));
      }
    }
    page.write("</tbody></table>");
  }

  /**
   * @param size HTML
   * @param time HTML
   */
  private void row(String href, String icon, String name, String size, String time)
      throws IOException {
    page.write("<tr><td class=\"n\"><a href=\"");
    page.write(escaped(href));
    page.write("\"><svg aria-hidden=\"true\"><use href=\"#");
    page.write(icon);
    page.write("\"/></svg><bdi>");
    page.write(escaped(name));
    page.write("</bdi></a></td><td class=\"s\">");
    page.write(size);
    page.write("</td><td class=\"d\">");
    page.write(time);
    page.write("</td></tr>\n");
  }

  private static String sizeCell(long bytes) {
    String exact = String.format(Locale.ROOT, "%,d bytes", bytes);
    return "<span title=\"" + exact + "\">" + size(bytes) + "</span>";
  }

  /** Bytes for people: three digits are enough. */
  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 1023.5 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  private static String time(DavNode node) {
    return "<time datetime=\""
        + node.modified().truncatedTo(ChronoUnit.SECONDS)
        + "\">"
        + SHOWN.format(node.modified())
        + "</time>";
  }

  private static String escaped(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }

  private static String style() {
    try {
      return Resources.toString(
          Resources.getResource(FolderPage.class, "folder.css"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String style) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(style.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
