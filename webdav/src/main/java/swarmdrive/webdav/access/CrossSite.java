package swarmdrive.webdav.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpStatusException;

/**
 * Refuses what a browser was made to send by another site's page: it would come with the user's
 * password. Browsers say so in Origin and, for requests without one, in Sec-Fetch-Site; other
 * clients send neither. Following a link from another site is no harm. Any thread.
 */
final class CrossSite {
  private CrossSite() {}

  /**
   * @throws HttpStatusException 403 if the request is another site's
   */
  static void refuse(HttpRequest request, Visit visit) throws HttpStatusException {
    String origin = request.header("Origin");
    boolean foreign = origin == null ? isForeignFetch(request) : !isSame(origin, visit.authority());
    if (foreign) {
      throw new HttpStatusException(403, "Another site's page may not ask for this");
    }
  }

  private static boolean isForeignFetch(HttpRequest request) {
    String site = request.header("Sec-Fetch-Site");
    if (site == null || !site.equals("cross-site")) {
      return false;
    }
    boolean link =
        request.method().equals("GET") && "navigate".equals(request.header("Sec-Fetch-Mode"));
    return !link;
  }

  /** The scheme does not count: a proxy may have taken TLS off. */
  private static boolean isSame(String origin, @Nullable String authority) {
    int scheme = origin.indexOf("://");
    return scheme > 0
        && authority != null
        && bare(origin.substring(scheme + 3)).equals(bare(authority));
  }

  /** Without a port that its scheme has anyway. */
  private static String bare(String authority) {
    String lower = authority.strip().toLowerCase(Locale.ROOT);
    for (String port : new String[] {":80", ":443"}) {
      if (lower.endsWith(port)) {
        return lower.substring(0, lower.length() - port.length());
      }
    }
    return lower;
  }
}
