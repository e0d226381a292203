package swarmdrive.app.tracker;

import com.google.common.net.HostAndPort;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;

/** A tracker over HTTP and UDP, on the same port, for the same swarms. */
public final class Tracker implements Closeable {
  private final HttpTracker http;
  private final UdpTracker udp;

  private Tracker(HttpTracker http, UdpTracker udp) {
    this.http = http;
    this.udp = udp;
  }

  /**
   * Listens.
   *
   * @param listen port 0 takes a free one
   * @throws IOException with one line for the user
   */
  public static Tracker start(InetSocketAddress listen, InstantSource clock) throws IOException {
    Swarms swarms = new Swarms(clock);
    HttpTracker http = HttpTracker.start(listen, swarms);
    try {
      return new Tracker(http, UdpTracker.start(http.address(), new UdpAnswers(swarms, clock)));
    } catch (IOException e) {
      http.close();
      throw new IOException(
          "the tracker cannot listen on UDP port "
              + http.address().getPort()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** What goes into a torrent: the one over HTTP, the one over UDP. */
  public List<String> announceUrls() {
    InetSocketAddress address = http.address();
    return List.of(
        http.announceUrl(),
        "udp://"
            + HostAndPort.fromParts(address.getAddress().getHostAddress(), address.getPort())
            + "/announce");
  }

  /** Ends at once. */
  @Override
  public void close() {
    udp.close();
    http.close();
  }
}
