package swarmdrive.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.fileupload.MultipartStream;
import org.jspecify.annotations.Nullable;
import swarmdrive.app.library.TorrentFetch;

/**
 * What a client wants added: exactly one of a magnet link, an address, or a torrent file.
 *
 * @param magnet a link; empty if there is none
 * @param url where a torrent file is; empty if it is here
 * @param torrent the torrent file's bytes
 * @param route where it goes
 * @param name how its file is called; empty: as the torrent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Addition(String magnet, String url, byte @Nullable [] torrent, String route, String name) {
  private static final Set<String> FIELDS = Set.of("magnet", "url", "route", "name");
  private static final int MOST_PARTS = 20;
  private static final int TEXT_LIMIT = 64 << 10;

  /**
   * Reads a request: JSON, a form with a file, or a torrent file as it is.
   *
   * @param limit bytes of a torrent file
   */
  static Addition of(Call call, long limit) throws IOException {
    return switch (call.contentType()) {
      case "application/json" -> ofJson(call.json(FIELDS));
      case "multipart/form-data" -> ofForm(call, limit);
      case "application/x-bittorrent" ->
          new Addition(
              "",
              "",
              call.body(limit),
              call.asked("route").orElse(""),
              call.asked("name").orElse(""));
      default ->
          throw ProblemException.unsupportedType(
              "the body must be application/json, multipart/form-data or application/x-bittorrent");
    };
  }

  private static Addition ofJson(JsonNode json) throws ProblemException {
    Addition addition =
        new Addition(
            text(json, "magnet"), text(json, "url"), null, text(json, "route"), text(json, "name"));
    if (addition.magnet.isEmpty() == addition.url.isEmpty()) {
      throw ProblemException.badRequest("either magnet or url is needed");
    }
    // a link is a link, in whichever field it was pasted
    return isMagnet(addition.url)
        ? new Addition(addition.url, "", null, addition.route, addition.name)
        : addition;
  }

  private static boolean isMagnet(String text) {
    return text.strip().toLowerCase(Locale.ROOT).startsWith("magnet:");
  }

  static String text(JsonNode json, String field) throws ProblemException {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw ProblemException.badRequest(field + " must be a text");
    }
    return value.asText();
  }

  /** Reads {@code multipart/form-data} (RFC 7578): {@code torrent}, {@code route}, {@code name}. */
  private static Addition ofForm(Call call, long limit) throws IOException {
    byte[] torrent = null;
    String route = "";
    String name = "";
    String magnet = "";
    try (InputStream body =
        new ByteArrayInputStream(call.body(limit + (long) MOST_PARTS * TEXT_LIMIT))) {
      MultipartStream parts = new MultipartStream(body, boundary(call), 8192, null);
      boolean more = parts.skipPreamble();
      for (int i = 0; more; i++) {
        if (i == MOST_PARTS) {
          throw ProblemException.badRequest("the form has more than " + MOST_PARTS + " parts");
        }
        String field = PartHead.name(parts.readHeaders());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.readBodyData(bytes);
        switch (field) {
          case "torrent" -> torrent = single(torrent, bytes.toByteArray());
          case "route" -> route = bytes.toString(StandardCharsets.UTF_8);
          case "name" -> name = bytes.toString(StandardCharsets.UTF_8);
          case "magnet" -> magnet = bytes.toString(StandardCharsets.UTF_8);
          default -> throw ProblemException.badRequest("the form has an unknown part " + field);
        }
        more = parts.readBoundary();
      }
    } catch (MultipartStream.MalformedStreamException e) {
      throw ProblemException.badRequest("the form is damaged");
    }
    if ((torrent == null) == magnet.isEmpty()) {
      throw ProblemException.badRequest("the form needs one part torrent or magnet");
    }
    return new Addition(magnet, "", torrent, route, name);
  }

  private static byte[] single(byte @Nullable [] before, byte[] now) throws ProblemException {
    if (before != null) {
      throw ProblemException.badRequest("one torrent file at a time");
    }
    return now;
  }

  private static byte[] boundary(Call call) throws ProblemException {
    String boundary =
        PartHead.parameter(call.exchange().header("Content-Type").orElse(""), "boundary");
    if (boundary.isEmpty() || boundary.length() > 200) {
      throw ProblemException.badRequest("the form has no boundary");
    }
    return boundary.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The address of a torrent file. */
  URI address() throws ProblemException {
    return TorrentFetch.address(url)
        .orElseThrow(() -> ProblemException.unprocessable("url must be an http or https address"));
  }
}
