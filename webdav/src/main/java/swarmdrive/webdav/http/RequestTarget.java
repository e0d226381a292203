package swarmdrive.webdav.http;

import java.util.List;

/**
 * Where a request points to (RFC 9112, 3.2), decoded strictly: no bad escape, no control character,
 * no {@code .} or {@code ..} comes through. Empty segments are dropped.
 *
 * @param segments decoded, in NFC; one may contain a slash if the client sent {@code %2F}
 * @param folder whether the path ended with a slash
 * @param query raw, without its question mark; empty if there is none
 */
public record RequestTarget(List<String> segments, boolean folder, String query) {
  /** The target of {@code OPTIONS *}. */
  static final RequestTarget ASTERISK = new RequestTarget(List.of(), true, "");

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
    return new RequestTarget(PathCodec.decode(path), path.endsWith("/"), query);
  }

  /** Absolute form, which proxies and some clients send, is cut down to its path. */
  private static String withoutAuthority(String raw) throws HttpStatusException {
    if (raw.startsWith("/")) {
      return raw;
    }
    int authority = raw.regionMatches(true, 0, "http://", 0, 7) ? 7 : 8;
    if (authority == 8 && !raw.regionMatches(true, 0, "https://", 0, 8)) {
      throw new HttpStatusException(400, "The request target must be a path");
    }
    int slash = raw.indexOf('/', authority);
    return slash < 0 ? "/" : raw.substring(slash);
  }

  /** The decoded path, beginning with a slash. */
  public String path() {
    String joined = "/" + String.join("/", segments);
    return folder && !segments.isEmpty() ? joined + "/" : joined;
  }
}
