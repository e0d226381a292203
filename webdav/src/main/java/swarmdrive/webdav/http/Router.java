package swarmdrive.webdav.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.HttpEndpoint;

/**
 * Decides who answers a path: the endpoint with the longest prefix of whole segments, or the drive.
 * The drive also answers OPTIONS and PROPFIND for the folders above it, because Windows looks at
 * them before it maps one below. Any thread.
 */
public final class Router implements RequestHandler {
  private static final Set<String> METHODS =
      Set.of(
          "GET",
          "HEAD",
          "OPTIONS",
          "POST",
          "PUT",
          "DELETE",
          "PATCH",
          "PROPFIND",
          "PROPPATCH",
          "MKCOL",
          "COPY",
          "MOVE",
          "LOCK",
          "UNLOCK");

  private static final Set<String> ABOVE_DRIVE = Set.of("OPTIONS", "PROPFIND");
  private static final String WINDOWS_ROOT = "DavWWWRoot";

  private final List<String> basePath;
  private final List<String> drivePath;
  private final RequestHandler drive;
  private final Map<List<String>, HttpEndpoint> endpoints = new HashMap<>();
  private final long maxBodyBytes;

  /**
   * @param basePath below which everything is, from slash to slash
   * @param drivePath where the drive is, from slash to slash
   * @param drive answers below that
   * @param endpoints by path prefix below the base path
   * @param maxBodyBytes of a request to an endpoint
   */
  public Router(
      String basePath,
      String drivePath,
      RequestHandler drive,
      Map<String, HttpEndpoint> endpoints,
      long maxBodyBytes) {
    this.basePath = segments(basePath);
    this.drivePath = segments(drivePath);
    this.drive = drive;
    this.maxBodyBytes = maxBodyBytes;
    endpoints.forEach(
        (prefix, endpoint) -> this.endpoints.put(segments(basePath + prefix), endpoint));
  }

  /**
   * The decoded segments of a configured path.
   *
   * @throws IllegalArgumentException if it is no path
   */
  public static List<String> segments(String path) {
    try {
      return RequestTarget.parse(path).segments();
    } catch (HttpStatusException e) {
      throw new IllegalArgumentException("Not a path: " + path, e);
    }
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response) throws IOException {
    if (!METHODS.contains(request.method())) {
      throw new HttpStatusException(501, "This method is not known here");
    }
    List<String> path = withoutWindowsRoot(request.target().segments());
    if (path.stream().anyMatch(segment -> segment.indexOf('/') >= 0)) {
      throw new HttpStatusException(404, "No name contains a slash");
    }
    HttpEndpoint endpoint = responsible(request.method(), path);
    if (endpoint != null) {
      endpoint.handle(new EndpointExchange(request, response, basePath.size(), maxBodyBytes));
    } else if (isDrive(request.method(), path)) {
      drive.handle(request, response);
    } else {
      elsewhere(path, response);
    }
  }

  /** Whom the request may come from. */
  public HttpEndpoint.Visitors visitors(HttpRequest request) {
    HttpEndpoint endpoint =
        responsible(request.method(), withoutWindowsRoot(request.target().segments()));
    return endpoint == null ? HttpEndpoint.Visitors.WRITERS : endpoint.visitors();
  }

  /** The endpoint that answers; null if the drive does, or nobody. */
  private @Nullable HttpEndpoint responsible(String method, List<String> path) {
    boolean inDrive = startsWith(path, drivePath);
    boolean aboveDrive = ABOVE_DRIVE.contains(method) && startsWith(drivePath, path);
    return aboveDrive ? null : endpoint(path, inDrive ? drivePath.size() + 1 : 0);
  }

  private boolean isDrive(String method, List<String> path) {
    return startsWith(path, drivePath)
        || ABOVE_DRIVE.contains(method) && startsWith(drivePath, path);
  }

  /** Windows may put a name of its own before the path. */
  static List<String> withoutWindowsRoot(List<String> path) {
    boolean windows = !path.isEmpty() && path.getFirst().equalsIgnoreCase(WINDOWS_ROOT);
    return windows ? path.subList(1, path.size()) : path;
  }

  private static boolean startsWith(List<String> path, List<String> prefix) {
    return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
  }

  /** The endpoint with the longest prefix of at least so many segments. */
  private @Nullable HttpEndpoint endpoint(List<String> path, int shortest) {
    for (int length = path.size(); length >= shortest; length--) {
      HttpEndpoint endpoint = endpoints.get(path.subList(0, length));
      if (endpoint != null) {
        return endpoint;
      }
    }
    return null;
  }

  private void elsewhere(List<String> path, HttpResponse response) throws IOException {
    if (!path.isEmpty() && !path.equals(basePath)) {
      throw new HttpStatusException(404, "There is nothing here");
    }
    String location = PathCodec.encode(drivePath, true);
    response.answer(ResponseHead.of(302).with("Location", location), "The drive is at " + location);
  }
}
