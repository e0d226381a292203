package swarmdrive.app.library;

import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets a torrent file from the web, within bounds. Waits. */
public final class TorrentFetch {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofSeconds(30);

  private TorrentFetch() {}

  /** The address that a text is; empty if it is no http or https address. */
  public static Optional<URI> address(String text) {
    try {
      URI address = new URI(text.strip());
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      return Optional.of(address)
          .filter(uri -> Set.of("http", "https").contains(scheme) && uri.getHost() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * Fetches.
   *
   * @param limit bytes
   * @throws IOException with one line if the other server fails, is slow, or sends more
   */
  public static byte[] get(URI address, long limit) throws IOException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      CompletableFuture<byte[]> answer =
          client
              .sendAsync(
                  HttpRequest.newBuilder(address).timeout(WHOLE).build(),
                  HttpResponse.BodyHandlers.ofInputStream())
              .thenApplyAsync(got -> body(got, limit));
      try {
        return answer.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        client.shutdownNow();
      }
    } catch (TimeoutException e) {
      throw new IOException("the torrent file did not come in time", e);
    } catch (ExecutionException e) {
      throw new IOException("the torrent file cannot be fetched: " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static byte[] body(HttpResponse<InputStream> answer, long limit) {
    try (InputStream in = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the answer was " + answer.statusCode());
      }
      byte[] bytes = ByteStreams.limit(in, limit + 1).readAllBytes();
      if (bytes.length > limit) {
        throw new IllegalStateException("it is larger than " + limit + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new IllegalStateException("the connection broke", e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof IllegalStateException)) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message != null ? message : cause.getClass().getSimpleName();
  }
}
