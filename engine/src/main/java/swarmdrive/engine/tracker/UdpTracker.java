package swarmdrive.engine.tracker;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A UDP tracker (BEP 15), told over IPv4 and over IPv6 if its name has addresses of both. Each
 * announce has a socket of its own, so that none waits for another; bt-core's client has one for
 * all, one request at a time, and knows IPv4 only.
 */
final class UdpTracker implements Tracker {
  private static final long PROTOCOL = 0x41727101980L;
  private static final int CONNECT = 0;
  private static final int ANNOUNCE = 1;
  private static final int ERROR = 3;
  private static final int MAX_DATAGRAM = 8 << 10;
  private static final int MAX_REASON = 200;

  /** Datagrams that are not the answer, before the wait for it is over. */
  private static final int MAX_STRAY = 50;

  private final InetAddress bindAddress;
  private final String host;
  private final int port;
  private final List<Duration> patience;

  /**
   * A tracker that is not asked yet.
   *
   * @param patience how long to wait for an answer, for each time that it is asked
   */
  UdpTracker(InetAddress bindAddress, String host, int port, List<Duration> patience) {
    this.bindAddress = bindAddress;
    this.host = host;
    this.port = port;
    this.patience = patience;
  }

  @Override
  public TrackerAnswer announce(Announce announce) throws IOException, InterruptedException {
    List<InetSocketAddress> peers = new ArrayList<>();
    Duration interval = Duration.ZERO;
    IOException failure = null;
    boolean answered = false;
    for (InetAddress address : addresses()) {
      try {
        TrackerAnswer answer = announce(address, announce);
        answered = true;
        peers.addAll(answer.peers());
        interval = answer.interval();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (!answered) {
      throw failure != null ? failure : new IOException(host + " has no address that fits ours");
    }
    return new TrackerAnswer(peers, interval);
  }

  /** One of each family that we can talk to. */
  private List<InetAddress> addresses() throws IOException {
    InetAddress[] all = InetAddress.getAllByName(host);
    boolean any = bindAddress.isAnyLocalAddress();
    List<InetAddress> chosen = new ArrayList<>();
    for (Class<?> family : List.of(Inet4Address.class, Inet6Address.class)) {
      if (any || family.isInstance(bindAddress)) {
        Arrays.stream(all).filter(family::isInstance).findFirst().ifPresent(chosen::add);
      }
    }
    return chosen;
  }

  private TrackerAnswer announce(InetAddress address, Announce announce) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(bindAddress, 0))) {
      // From now on nobody else's datagrams come through.
      socket.connect(new InetSocketAddress(address, port));
      int ipLength =
          address instanceof Inet4Address ? TrackerAnswer.IPV4_LENGTH : TrackerAnswer.IPV6_LENGTH;
      long connection = exchange(socket, PROTOCOL, CONNECT, new byte[0], Long.BYTES).getLong();
      ByteBuffer answer = exchange(socket, connection, ANNOUNCE, body(announce), 3 * Integer.BYTES);
      Duration interval = TrackerAnswer.interval(answer.getInt());
      answer.position(answer.position() + 2 * Integer.BYTES); // leechers, seeders
      return new TrackerAnswer(TrackerAnswer.compact(answer, ipLength), interval);
    }
  }

  private static byte[] body(Announce announce) {
    ByteBuffer body = ByteBuffer.allocate(82);
    body.put(announce.torrent().toBytes());
    body.put(announce.peerId().getBytes(StandardCharsets.ISO_8859_1));
    body.putLong(announce.downloaded()).putLong(announce.left()).putLong(announce.uploaded());
    body.putInt(announce.event().ordinal());
    body.putInt(0); // our address: the tracker sees it
    body.putInt(ThreadLocalRandom.current().nextInt());
    body.putInt(Announce.PEERS_WANTED).putShort((short) announce.port());
    return body.array();
  }

  /** Asks, again if need be, and gives the answer's body of at least that length. */
  private ByteBuffer exchange(
      DatagramSocket socket, long connection, int action, byte[] body, int least)
      throws IOException {
    int transaction = ThreadLocalRandom.current().nextInt();
    ByteBuffer request = ByteBuffer.allocate(16 + body.length);
    request.putLong(connection).putInt(action).putInt(transaction).put(body);
    for (Duration wait : patience) {
      socket.send(new DatagramPacket(request.array(), request.capacity()));
      ByteBuffer answer = await(socket, transaction, System.nanoTime() + wait.toNanos());
      if (answer != null) {
        return checked(answer, action, least);
      }
    }
    throw new IOException("no answer");
  }

  private static @org.jspecify.annotations.Nullable ByteBuffer await(
      DatagramSocket socket, int transaction, long end) throws IOException {
    byte[] bytes = new byte[MAX_DATAGRAM];
    for (int i = 0; i < MAX_STRAY; i++) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return null;
      }
      socket.setSoTimeout(Math.toIntExact(left));
      DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return null;
      }
      ByteBuffer answer = ByteBuffer.wrap(bytes, 0, packet.getLength());
      if (answer.remaining() >= 8 && answer.getInt(4) == transaction) {
        return answer;
      }
    }
    return null;
  }

  private static ByteBuffer checked(ByteBuffer answer, int action, int least) throws IOException {
    int said = answer.getInt();
    answer.getInt(); // the transaction
    if (said == ERROR) {
      byte[] reason = new byte[Math.min(answer.remaining(), MAX_REASON)];
      answer.get(reason);
      throw new IOException("the tracker says: " + printable(reason));
    }
    if (said != action || answer.remaining() < least) {
      throw new IOException("the answer is damaged");
    }
    return answer;
  }

  /** A stranger's text, fit for one line of a log. */
  static String printable(byte[] text) {
    return new String(text, 0, Math.min(text.length, MAX_REASON), StandardCharsets.UTF_8)
        .replaceAll("\\p{Cntrl}", " ");
  }
}
