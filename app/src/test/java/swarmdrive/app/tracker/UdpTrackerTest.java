package swarmdrive.app.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import swarmdrive.app.testing.TestClock;

/** Answers to packets of BEP 15. */
final class UdpTrackerTest {
  private static final long PROTOCOL = 0x41727101980L;
  private static final byte[] HASH = "abcdefghijklmnopqrst".getBytes(StandardCharsets.US_ASCII);

  private final TestClock clock = new TestClock(Instant.parse("2024-01-01T00:00:30Z"));
  private final UdpAnswers answers = new UdpAnswers(new Swarms(clock), clock);

  private static InetSocketAddress from(String address) {
    return new InetSocketAddress(address, 4000);
  }

  private static byte[] connect() {
    return ByteBuffer.allocate(16).putLong(PROTOCOL).putInt(0).putInt(7).array();
  }

  private ByteBuffer answer(byte[] packet, InetSocketAddress from) {
    return ByteBuffer.wrap(answers.to(packet, from).orElseThrow());
  }

  private long connected(InetSocketAddress from) {
    ByteBuffer answer = answer(connect(), from);
    assertThat(answer.getInt()).isZero();
    assertThat(answer.getInt()).as("the transaction").isEqualTo(7);
    return answer.getLong();
  }

  private static byte[] announce(long id, int port, long left, int event, int wanted) {
    ByteBuffer packet = ByteBuffer.allocate(98).putLong(id).putInt(1).putInt(9).put(HASH);
    packet.put(new byte[20]).putLong(0).putLong(left).putLong(0).putInt(event);
    return packet.putInt(0).putInt(0).putInt(wanted).putShort((short) port).array();
  }

  @Test
  void announce_namesTheOthers() {
    InetSocketAddress seeder = from("192.0.2.1");
    InetSocketAddress other = from("192.0.2.2");
    answer(announce(connected(seeder), 50_000, 0, 2, -1), seeder);

    ByteBuffer answer = answer(announce(connected(other), 6881, 100, 2, -1), other);

    assertThat(answer.getInt()).isEqualTo(1);
    assertThat(answer.getInt()).isEqualTo(9);
    assertThat(answer.getInt()).isEqualTo((int) Swarms.INTERVAL.toSeconds());
    assertThat(answer.getInt()).as("leechers").isZero();
    assertThat(answer.getInt()).as("seeders").isEqualTo(1);
    byte[] address = new byte[4];
    answer.get(address);
    assertThat(address).isEqualTo(seeder.getAddress().getAddress());
    assertThat(Short.toUnsignedInt(answer.getShort())).isEqualTo(50_000);
    assertThat(answer.hasRemaining()).isFalse();
  }

  @Test
  void peersOfIpVersion6_areNamedToThose_withLongAddresses() {
    InetSocketAddress four = from("192.0.2.1");
    InetSocketAddress six = from("2001:db8::1");
    InetSocketAddress other = from("2001:db8::2");
    answer(announce(connected(four), 1, 0, 0, -1), four);
    answer(announce(connected(six), 2, 0, 0, -1), six);
    assertThat(answer(announce(connected(other), 3, 1, 0, -1), other).remaining())
        .isEqualTo(20 + 18);
  }

  @Test
  void stopped_isForgotten_andScrapeCounts() {
    InetSocketAddress peer = from("192.0.2.1");
    long id = connected(peer);
    answer(announce(id, 1, 0, 0, 0), peer);
    assertThat(scraped(id, peer)).containsExactly(1, 0, 0);
    answer(announce(id, 1, 5, 3, 0), peer);
    assertThat(scraped(id, peer)).containsExactly(0, 0, 0);
  }

  private int[] scraped(long id, InetSocketAddress peer) {
    byte[] packet = ByteBuffer.allocate(36).putLong(id).putInt(2).putInt(5).put(HASH).array();
    ByteBuffer answer = answer(packet, peer);
    assertThat(answer.getInt()).isEqualTo(2);
    assertThat(answer.getInt()).isEqualTo(5);
    return new int[] {answer.getInt(), answer.getInt(), answer.getInt()};
  }

  @Test
  void idOfAnother_orAnOldOne_isRefused() {
    InetSocketAddress peer = from("192.0.2.1");
    long id = connected(peer);
    assertThat(error(announce(id, 1, 0, 0, 0), from("192.0.2.9"))).contains("connect again");
    assertThat(error(announce(id + 1, 1, 0, 0, 0), peer)).contains("connect again");
    clock.advance(Duration.ofSeconds(60));
    assertThat(answer(announce(id, 1, 0, 0, 0), peer).getInt()).as("a minute is fine").isEqualTo(1);
    clock.advance(Duration.ofSeconds(60));
    assertThat(error(announce(id, 1, 0, 0, 0), peer)).contains("connect again");
  }

  @Test
  void wrongAnnounces_areToldSo() {
    InetSocketAddress peer = from("192.0.2.1");
    long id = connected(peer);
    assertThat(error(announce(id, 0, 0, 0, 0), peer)).contains("port");
    assertThat(error(Arrays.copyOf(announce(id, 1, 0, 0, 0), 97), peer)).contains("too short");
    byte[] unknown = ByteBuffer.allocate(16).putLong(id).putInt(17).putInt(1).array();
    assertThat(error(unknown, peer)).contains("unknown action");
  }

  private String error(byte[] packet, InetSocketAddress from) {
    ByteBuffer answer = answer(packet, from);
    assertThat(answer.getInt()).isEqualTo(3);
    answer.getInt();
    return StandardCharsets.US_ASCII.decode(answer).toString();
  }

  @Test
  void tracker_answersOverTheNetwork_onThePortOfItsHttpTwin() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (Tracker tracker = Tracker.start(new InetSocketAddress(loopback, 0), clock);
        DatagramSocket socket = new DatagramSocket(0, loopback)) {
      assertThat(tracker.announceUrls().getFirst().replace("http:", "udp:"))
          .isEqualTo(tracker.announceUrls().getLast());
      int port = java.net.URI.create(tracker.announceUrls().getLast()).getPort();
      socket.setSoTimeout(20_000);
      socket.send(new DatagramPacket(new byte[3], 3, loopback, port));
      socket.send(new DatagramPacket(connect(), 16, loopback, port));
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      socket.receive(answer);
      assertThat(answer.getLength()).isEqualTo(16);
    }
  }
}
