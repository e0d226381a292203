package swarmdrive.webdav.dav;

import io.milton.http.AbstractRequest;
import io.milton.http.Auth;
import io.milton.http.Cookie;
import io.milton.http.FileItem;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.PathCodec;

/** A request as milton sees it. */
final class MiltonRequest extends AbstractRequest {
  private static final Map<String, Method> METHODS = methods();

  private final HttpRequest request;
  private final Method method;
  private final String path;
  private @Nullable Auth auth;

  MiltonRequest(HttpRequest request, Method method) {
    this.request = request;
    this.method = method;
    this.path = PathCodec.encode(request.target().segments(), request.target().folder());
  }

  /** The method of that name, if milton knows it. */
  static @Nullable Method method(String name) {
    return METHODS.get(name);
  }

  private static Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    for (Method method : Method.values()) {
      methods.put(method.code, method);
    }
    return methods;
  }

  HttpRequest http() {
    return request;
  }

  @Override
  public @Nullable String getRequestHeader(Header header) {
    return request.header(header.code);
  }

  @Override
  public Map<String, String> getHeaders() {
    Map<String, String> headers = new HashMap<>();
    for (String name : request.headerNames()) {
      headers.putIfAbsent(name, String.valueOf(request.header(name)));
    }
    return headers;
  }

  @Override
  public @Nullable String getFromAddress() {
    return request.client().getHostAddress();
  }

  @Override
  public Method getMethod() {
    return method;
  }

  @Override
  public @Nullable Auth getAuthorization() {
    return auth;
  }

  @Override
  public void setAuthorization(Auth auth) {
    this.auth = auth;
  }

  /** The encoded path: hrefs and locations are never built from a Host field. */
  @Override
  public String getAbsoluteUrl() {
    return path;
  }

  @Override
  public String getAbsolutePath() {
    return path;
  }

  @Override
  public InputStream getInputStream() {
    return request.body();
  }

  @Override
  public void parseRequestParameters(Map<String, String> params, Map<String, FileItem> files) {
    // no handler here takes form fields
  }

  @Override
  public @Nullable Cookie getCookie(String name) {
    return null;
  }

  @Override
  public List<Cookie> getCookies() {
    return List.of();
  }

  @Override
  public String getRemoteAddr() {
    return request.client().getHostAddress();
  }
}
