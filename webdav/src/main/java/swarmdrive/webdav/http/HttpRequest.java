package swarmdrive.webdav.http;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.Account;

/**
 * One request whose head has been read; its body may still be arriving. Immutable but for the body
 * and the account, which are the request's own thread's.
 */
public final class HttpRequest {
  private final String method;
  private final RequestTarget target;
  private final boolean http11;
  private final List<HttpField> fields;
  private final RequestBody body;
  private final InetAddress client;
  private @Nullable Account account;

  HttpRequest(
      String method,
      RequestTarget target,
      boolean http11,
      List<HttpField> fields,
      RequestBody body,
      InetAddress client) {
    this.method = method;
    this.target = target;
    this.http11 = http11;
    this.fields = fields;
    this.body = body;
    this.client = client;
  }

  /** As sent; methods are case-sensitive (RFC 9110, 9.1). */
  public String method() {
    return method;
  }

  public RequestTarget target() {
    return target;
  }

  /** The first field of that name, whatever its case. */
  public @Nullable String header(String name) {
    for (HttpField field : fields) {
      if (field.getName().equalsIgnoreCase(name)) {
        return field.getValue() == null ? "" : field.getValue();
      }
    }
    return null;
  }

  /** All fields of that name joined by commas, as RFC 9110, 5.3 has it. */
  public @Nullable String headers(String name) {
    String joined = null;
    for (HttpField field : fields) {
      if (field.getName().equalsIgnoreCase(name)) {
        joined = joined == null ? field.getValue() : joined + ", " + field.getValue();
      }
    }
    return joined;
  }

  /** Every name that was sent. */
  public List<String> headerNames() {
    return fields.stream().map(HttpField::getName).toList();
  }

  /** The decoded body; reading waits for the client, within the idle timeout. */
  public InputStream body() {
    return body;
  }

  /** The body, whose reading fails with 413 beyond so many bytes. */
  public InputStream body(long limit) {
    return new BoundedBody(body, limit);
  }

  /** Whether the client announced a body, even an empty chunked one. */
  public boolean hasBody() {
    return body.announced();
  }

  public InetAddress client() {
    return client;
  }

  /** Who sent it, as found out at the gate; null for strangers. */
  public @Nullable Account account() {
    return account;
  }

  /** The name of who sent it; empty for strangers and where there are no users. */
  public String user() {
    Account known = account;
    return known == null ? "" : known.name();
  }

  /** The gate tells who it is. */
  public void admit(Account known) {
    account = known;
  }

  boolean http11() {
    return http11;
  }

  boolean expectsContinue() {
    String expect = header("Expect");
    return http11 && expect != null && expect.equalsIgnoreCase("100-continue");
  }

  boolean wantsToPersist() {
    String connection = headers("Connection");
    if (connection == null) {
      return http11;
    }
    for (String option : connection.split(",", -1)) {
      if (option.strip().equalsIgnoreCase("close")) {
        return false;
      }
      if (option.strip().equalsIgnoreCase("keep-alive")) {
        return true;
      }
    }
    return http11;
  }
}
