package swarmdrive.webdav.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import swarmdrive.webdav.Account;
import swarmdrive.webdav.HttpExchange;

/** A request as an endpoint sees it. Request's thread. */
final class EndpointExchange implements HttpExchange {
  private final HttpRequest request;
  private final HttpResponse response;
  private final String path;
  private final InputStream body;

  /**
   * @param baseDepth segments of the base path, of which endpoints know nothing
   */
  EndpointExchange(HttpRequest request, HttpResponse response, int baseDepth, long maxBodyBytes)
      throws HttpStatusException {
    this.request = request;
    this.response = response;
    this.path = request.target().below(baseDepth).path();
    this.body = request.body(maxBodyBytes);
    String length = request.header("Content-Length");
    if (length != null && Long.parseLong(length.strip()) > maxBodyBytes) {
      throw BoundedBody.tooLarge(maxBodyBytes);
    }
  }

  @Override
  public String method() {
    return request.method();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String query() {
    return request.target().query();
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.header(name));
  }

  @Override
  public Optional<Account> account() {
    return Optional.ofNullable(request.account());
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void respond(int status, Map<String, String> headers, byte[] body) throws IOException {
    response.answer(ResponseHead.of(status, headers), body);
  }

  @Override
  public OutputStream stream(int status, Map<String, String> headers) throws IOException {
    return response.stream(ResponseHead.of(status, headers));
  }
}
