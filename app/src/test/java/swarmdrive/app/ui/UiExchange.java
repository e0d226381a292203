package swarmdrive.app.ui;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import swarmdrive.webdav.Account;
import swarmdrive.webdav.HttpExchange;

/** A request for a file of the UI. */
final class UiExchange implements HttpExchange {
  private final String method;
  private final String path;
  String etag = "";
  int status;
  Map<String, String> headers = Map.of();
  byte[] body = {};

  UiExchange(String method, String path) {
    this.method = method;
    this.path = path;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
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
    return name.equals("If-None-Match") && !etag.isEmpty() ? Optional.of(etag) : Optional.empty();
  }

  @Override
  public Optional<Account> account() {
    return Optional.empty();
  }

  @Override
  public InputStream body() {
    return InputStream.nullInputStream();
  }

  @Override
  public void respond(int answered, Map<String, String> fields, byte[] bytes) {
    status = answered;
    headers = fields;
    body = bytes;
  }

  @Override
  public OutputStream stream(int answered, Map<String, String> fields) {
    throw new UnsupportedOperationException();
  }
}
