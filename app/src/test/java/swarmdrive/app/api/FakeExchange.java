package swarmdrive.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import swarmdrive.webdav.HttpExchange;

/** A request without a server. */
final class FakeExchange implements HttpExchange {
  private final String method;
  private final String path;
  int status;
  Map<String, String> headers = Map.of();
  byte[] body = {};

  FakeExchange(String method, String path) {
    this.method = method;
    this.path = path;
  }

  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(body);
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String query() {
    return "";
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.empty();
  }

  @Override
  public InputStream body() {
    return InputStream.nullInputStream();
  }

  @Override
  public void respond(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  @Override
  public OutputStream stream(int status, Map<String, String> headers) {
    throw new UnsupportedOperationException();
  }
}
