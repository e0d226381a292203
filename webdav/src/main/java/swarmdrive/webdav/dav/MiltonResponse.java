package swarmdrive.webdav.dav;

import io.milton.http.AbstractResponse;
import io.milton.http.Cookie;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.ResponseHead;

/**
 * A response as milton sees it: status and fields are gathered until the first byte of the body is
 * asked for. Our own handlers go past it, to {@link #http()}.
 */
final class MiltonResponse extends AbstractResponse {
  private final HttpResponse response;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private Status status = Status.SC_OK;

  MiltonResponse(HttpResponse response) {
    this.response = response;
  }

  HttpResponse http() {
    return response;
  }

  @Override
  public Status getStatus() {
    return status;
  }

  @Override
  public void setStatus(Status status) {
    this.status = status;
  }

  @Override
  public Map<String, String> getHeaders() {
    return headers;
  }

  @Override
  public void setNonStandardHeader(String code, @Nullable String value) {
    if (value == null) {
      headers.remove(code);
    } else {
      headers.put(code, value);
    }
  }

  @Override
  public @Nullable String getNonStandardHeader(String code) {
    return headers.get(code);
  }

  @Override
  public void setAuthenticateHeader(List<String> challenges) {
    throw new UnsupportedOperationException("Milton does not authenticate here");
  }

  @Override
  public OutputStream getOutputStream() {
    headers.remove("Content-Length");
    try {
      return response.stream(ResponseHead.of(status.code, headers));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void sendError(Status status, String message) {
    try {
      response.answer(ResponseHead.of(status.code), message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // the exchange ends the answer
  }

  @Override
  public Cookie setCookie(Cookie cookie) {
    throw new UnsupportedOperationException("No cookies here");
  }

  @Override
  public Cookie setCookie(String name, String value) {
    throw new UnsupportedOperationException("No cookies here");
  }
}
