package swarmdrive.app.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.Account;
import swarmdrive.webdav.HttpExchange;

/** A request without a server. */
public final class FakeExchange implements HttpExchange {
  private final String method;
  private final String path;
  private final String query;
  private final Map<String, String> fields = new HashMap<>();
  private byte[] request = {};
  private @Nullable Account account;
  public volatile int status;
  public Map<String, String> headers = Map.of();
  public byte[] body = {};

  /** What was streamed so far; read by another thread. */
  private final ByteArrayOutputStream streamed = new ByteArrayOutputStream();

  public FakeExchange(String method, String target) {
    this.method = method;
    int mark = target.indexOf('?');
    this.path = mark < 0 ? target : target.substring(0, mark);
    this.query = mark < 0 ? "" : target.substring(mark + 1);
  }

  public FakeExchange from(Account user) {
    account = user;
    return this;
  }

  public FakeExchange with(String type, byte[] bytes) {
    fields.put("content-type", type);
    request = bytes;
    return this;
  }

  public FakeExchange withHeader(String name, String value) {
    fields.put(name.toLowerCase(Locale.ROOT), value);
    return this;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public JsonNode json() throws IOException {
    return new ObjectMapper().readTree(body);
  }

  public String streamed() {
    return streamed.toString(StandardCharsets.UTF_8);
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
    return query;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public Optional<Account> account() {
    return Optional.ofNullable(account);
  }

  @Override
  public InputStream body() {
    return new ByteArrayInputStream(request);
  }

  @Override
  public void respond(int status, Map<String, String> headers, byte[] body) {
    this.headers = headers;
    this.body = body;
    this.status = status;
  }

  @Override
  public OutputStream stream(int status, Map<String, String> headers) {
    this.headers = headers;
    this.status = status;
    return streamed;
  }
}
