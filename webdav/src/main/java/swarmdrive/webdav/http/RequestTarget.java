package swarmdrive.webdav.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request points to (RFC 9112, 3.2), decoded strictly: no bad escape, no control character,
 * no {@code .} or {@code ..} comes through. Empty segments are dropped.
 *
 * @param segments decoded, in NFC; one may contain a slash if the client sent {@code %2F}
 * @param folder whether the path ended with a slash
 * @param query raw, without its question mark; empty if there is none
 * @param authority of a target in absolute form, which counts more than Host; else null
 */
public record RequestTarget(
    List<String> segments, boolean folder, String query, @Nullable String authority) {
  /** The target of {@code OPTIONS *}. */
  static final RequestTarget ASTERISK = new RequestTarget(List.of(), true, "", null);

  /**
   * Reads a target.
   *
   * @param raw as it stands in the request line
   * @throws HttpStatusException 400 if it is no path
   */
  public static RequestTarget parse(String raw) throws HttpStatusException {
    if (raw.equals("*")) {
      return ASTERISK;
    }
    String target = withoutAuthority(raw);
    if (target.indexOf('#') >= 0) {
      throw new HttpStatusException(400, "A request target has no fragment");
    }
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    return new RequestTarget(PathCodec.decode(path), path.endsWith("/"), query, authority(raw));
  }

  /** Absolute form, which proxies and some clients send, is cut down to its path. */
  private static String withoutAuthority(String raw) throws HttpStatusException {
    if (raw.startsWith("/")) {
      return raw;
    }
    int authority = authorityStart(raw);
    if (authority < 0) {
      throw new HttpStatusException(400, "The request target must be a path");
    }
    int end = authorityEnd(raw, authority);
    return end < raw.length() && raw.charAt(end) == '/' ? raw.substring(end) : "/";
  }

  private static @Nullable String authority(String raw) {
    int start = raw.startsWith("/") ? -1 : authorityStart(raw);
    return start < 0 ? null : raw.substring(start, authorityEnd(raw, start));
  }

  private static int authorityStart(String raw) {
    if (raw.regionMatches(true, 0, "http://", 0, 7)) {
      return 7;
    }
    return raw.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
  }

  private static int authorityEnd(String raw, int start) {
    int end = start;
    while (end < raw.length() && "/?#".indexOf(raw.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** The same without the first segments. */
  RequestTarget below(int depth) {
    List<String> rest = segments.subList(Math.min(depth, segments.size()), segments.size());
    return new RequestTarget(rest, folder, query, authority);
  }

  /** The decoded path, beginning with a slash. */
  public String path() {
    String joined = "/" + String.join("/", segments);
    return folder && !segments.isEmpty() ? joined + "/" : joined;
  }
}
