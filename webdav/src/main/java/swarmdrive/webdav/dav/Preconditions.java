package swarmdrive.webdav.dav;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpDate;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpStatusException;

/**
 * What a client knows already (RFC 9110, 13): evaluated in the order of section 13.2.2.
 *
 * @param etag with quotes, strong
 * @param modified in whole seconds
 */
record Preconditions(String etag, Instant modified) {
  static Preconditions of(String etag, Instant modified) {
    return new Preconditions('"' + etag + '"', modified.truncatedTo(ChronoUnit.SECONDS));
  }

  /** The status to answer GET and HEAD with instead: 412, 304, or 200 to go on. */
  int status(HttpRequest request) {
    String ifMatch = request.headers("If-Match");
    if (ifMatch != null) {
      if (!listed(ifMatch, false)) {
        return 412;
      }
    } else if (modifiedAfter(request.header("If-Unmodified-Since"))) {
      return 412;
    }
    String ifNoneMatch = request.headers("If-None-Match");
    if (ifNoneMatch != null) {
      return listed(ifNoneMatch, true) ? 304 : 200;
    }
    return notModifiedSince(request.header("If-Modified-Since")) ? 304 : 200;
  }

  /**
   * Whether a method that changes something may go on.
   *
   * @param there what it is about; null if nothing is there
   * @throws HttpStatusException 412 if not
   */
  static void requireChangeable(@Nullable NodeResource there, HttpRequest request)
      throws HttpStatusException {
    if (!isChangeable(there, request)) {
      throw new HttpStatusException(412, "It is not in the state that the request names");
    }
  }

  private static boolean isChangeable(@Nullable NodeResource there, HttpRequest request) {
    String ifMatch = request.headers("If-Match");
    String ifNoneMatch = request.headers("If-None-Match");
    if (there == null) {
      return ifMatch == null;
    }
    // a folder has no tag: only a star names it
    String etag = there instanceof FileResource file ? file.file().etag() : "";
    Preconditions state = of(etag, there.node().modified());
    boolean expected =
        ifMatch == null
            ? !state.modifiedAfter(request.header("If-Unmodified-Since"))
            : state.listed(ifMatch, false);
    return expected && (ifNoneMatch == null || !state.listed(ifNoneMatch, true));
  }

  /** Whether a Range field counts: without If-Range, or if that names just this state (13.1.5). */
  boolean rangeCounts(HttpRequest request) {
    String ifRange = request.header("If-Range");
    if (ifRange == null) {
      return true;
    }
    if (ifRange.startsWith("\"") || ifRange.startsWith("W/")) {
      return ifRange.strip().equals(etag);
    }
    return modified.equals(HttpDate.parse(ifRange));
  }

  private boolean modifiedAfter(@Nullable String field) {
    Instant date = field == null ? null : HttpDate.parse(field);
    return date != null && modified.isAfter(date);
  }

  private boolean notModifiedSince(@Nullable String field) {
    Instant date = field == null ? null : HttpDate.parse(field);
    return date != null && !modified.isAfter(date);
  }

  /** Whether a list of tags, or a star, names this state. A tag may contain commas. */
  private boolean listed(String field, boolean weak) {
    if (field.strip().equals("*")) {
      return true;
    }
    int position = 0;
    while (position < field.length()) {
      int open = field.indexOf('"', position);
      int close = open < 0 ? -1 : field.indexOf('"', open + 1);
      if (close < 0) {
        return false;
      }
      boolean isWeak = open >= 2 && field.startsWith("W/", open - 2);
      if ((weak || !isWeak) && field.substring(open, close + 1).equals(etag)) {
        return true;
      }
      position = close + 1;
    }
    return false;
  }
}
