package swarmdrive.webdav.access;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpRequest;

/**
 * Reverse proxies that are believed: from them, and from nobody else, X-Forwarded-For and
 * X-Forwarded-Host say who asks and under which name. Any thread.
 */
final class Proxies {
  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private final Set<InetAddress> trusted;

  Proxies(Set<InetAddress> trusted) {
    this.trusted = Set.copyOf(trusted);
  }

  Visit visit(HttpRequest request) {
    Visit direct = Visit.direct(request);
    if (!trusted.contains(direct.client())) {
      return direct;
    }
    String host = first(request.headers("X-Forwarded-Host"));
    return new Visit(
        client(direct.client(), request.headers("X-Forwarded-For")),
        host == null ? direct.authority() : host);
  }

  /** The last address that no trusted proxy has: what stands before it anybody can have written. */
  private InetAddress client(InetAddress proxy, @Nullable String field) {
    if (field == null) {
      return proxy;
    }
    InetAddress client = proxy;
    for (String text : COMMAS.splitToList(field).reversed()) {
      if (!InetAddresses.isInetAddress(text)) {
        return client;
      }
      client = InetAddresses.forString(text);
      if (!trusted.contains(client)) {
        return client;
      }
    }
    return client;
  }

  private static @Nullable String first(@Nullable String field) {
    List<String> values = field == null ? List.of() : COMMAS.splitToList(field);
    return values.isEmpty() ? null : values.getFirst();
  }
}
