package swarmdrive.webdav.dav;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.RequestTarget;

/** The Destination field of COPY and MOVE (RFC 4918, 10.3). */
final class Destination {
  private Destination() {}

  /**
   * The path that is named, from the server's root down.
   *
   * @throws HttpStatusException 400 if it cannot be read, 502 if it is not in this drive
   */
  static List<String> of(HttpRequest request, Drive drive, List<String> source)
      throws HttpStatusException {
    String field = request.header("Destination");
    if (field == null) {
      throw new HttpStatusException(400, "There is no Destination");
    }
    if (!field.startsWith("/")
        && !sameHost(field, request.header("Host"))
        && !sameHost(field, request.header("X-Forwarded-Host"))) {
      throw new HttpStatusException(502, "The destination is on another server");
    }
    List<String> path = drive.resources().path(RequestTarget.parse(field.strip()));
    if (path.stream().anyMatch(name -> name.indexOf('/') >= 0)) {
      throw new HttpStatusException(403, "No name contains a slash");
    }
    int depth = drive.depth();
    if (path.size() < depth || !path.subList(0, depth).equals(source.subList(0, depth))) {
      throw new HttpStatusException(502, "The destination is outside of the drive");
    }
    return path;
  }

  /**
   * Whatever the scheme: behind a proxy that speaks TLS it is not ours. What a client makes up here
   * lets it name its own path in two ways, no more.
   */
  private static boolean sameHost(String url, @Nullable String host) throws HttpStatusException {
    try {
      String authority = new URI(url.strip()).getRawAuthority();
      return authority != null && host != null && bare(authority).equals(bare(host));
    } catch (URISyntaxException e) {
      throw new HttpStatusException(400, "The Destination is no URL");
    }
  }

  /** Without the name of a user and without the port that goes without saying. */
  private static String bare(String authority) {
    String host = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    return host.replaceFirst(":(80|443)?$", "");
  }
}
