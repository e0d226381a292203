package swarmdrive.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Uses a drive as clients do: lists every folder both ways, reads every file, seeks about. What the
 * JVM learns meanwhile goes into its AOT cache (JEP 514, JEP 515), so that a later start is quick.
 */
public final class Rehearsal {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MAX_ANSWERS = 2000;
  private static final int SEEKS = 300;
  private static final int RANGE = 64 << 10;
  private static final Pattern LINK = Pattern.compile("href=\"(/dav/[^\"#?]*)\"");

  private final URI home;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  /**
   * @param home the server's address, {@code http://HOST:PORT/}
   */
  public Rehearsal(URI home) {
    this.home = home;
  }

  /**
   * Walks the drive once.
   *
   * @return answers got, at least one for each folder and file
   * @throws IOException if an answer does not come
   */
  public int perform() throws IOException, InterruptedException {
    awaitTorrents();
    ArrayDeque<String> folders = new ArrayDeque<>();
    folders.add("/dav/");
    int answers = 0;
    String last = "/dav/";
    while (!folders.isEmpty() && answers < MAX_ANSWERS) {
      String folder = folders.remove();
      send(request(folder).method("PROPFIND", BodyPublishers.noBody()).header("Depth", "1"));
      answers += 2;
      Matcher links = LINK.matcher(send(request(folder)).body());
      while (links.find()) {
        String path = links.group(1);
        if (!path.endsWith("/")) {
          send(request(path));
          answers++;
          last = path;
        } else if (path.startsWith(folder) && !path.equals(folder)) {
          folders.add(path);
        }
      }
    }
    return answers + seek(last);
  }

  private void awaitTorrents() throws IOException, InterruptedException {
    for (int i = 0; !send(request("/api/v1/status")).body().contains("\"torrents\":2"); i++) {
      if (i == MAX_ANSWERS) {
        throw new IOException("the demo's torrents did not appear");
      }
    }
  }

  private int seek(String path) throws IOException, InterruptedException {
    Random random = new Random(1);
    for (int i = 0; i < SEEKS; i++) {
      int from = random.nextInt(1 << 22);
      send(request(path).header("Range", "bytes=" + from + "-" + (from + RANGE - 1)));
      send(request("/api/v1/status"));
    }
    return 2 * SEEKS;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(home.resolve(path)).timeout(LIMIT);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
