package swarmdrive.webdav;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/** One request and its answer, for an {@link HttpEndpoint}. Used by one thread. */
public interface HttpExchange {
  /** Upper case. */
  String method();

  /** The decoded path below the server's base path, beginning with a slash, without the query. */
  String path();

  /** The raw query without its question mark; empty if there is none. */
  String query();

  /** The first header field of that name, whatever its case. */
  Optional<String> header(String name);

  /** Who asks; empty if there are no users or the endpoint is for everybody. */
  Optional<Account> account();

  /** The request's body, bounded by the server's limit. */
  InputStream body();

  /** Answers in one go; HEAD sends the head only. */
  void respond(int status, Map<String, String> headers, byte[] body) throws IOException;

  /**
   * Begins an answer of unknown length; closing the stream ends it. Each flush goes out at once.
   */
  OutputStream stream(int status, Map<String, String> headers) throws IOException;
}
