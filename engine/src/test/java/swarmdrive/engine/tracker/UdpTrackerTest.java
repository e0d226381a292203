package swarmdrive.engine.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import swarmdrive.engine.tracker.Announce.Event;

class UdpTrackerTest {
  private static final byte[] TWO_PEERS = {
    0, 0, 7, 8, 0, 0, 0, 1, 0, 0, 0, 2, 10, 0, 0, 1, 26, -31, 10, 0, 0, 2, 0, 10, 99
  };
  private static final List<Duration> SHORT = List.of(Duration.ofMillis(300));
  private static final List<Duration> LONG = List.of(Duration.ofSeconds(20));

  @Test
  void announce_tellsUsAndReadsPeers() throws Exception {
    try (FakeUdpTracker fake = fake(FakeUdpTracker.announcing(TWO_PEERS))) {
      TrackerAnswer answer = tracker(fake, LONG).announce(announce(Event.STARTED));
      assertThat(answer.peers())
          .containsExactly(
              new InetSocketAddress("10.0.0.1", 6881), new InetSocketAddress("10.0.0.2", 10));
      assertThat(answer.interval()).isEqualTo(Duration.ofSeconds(1800));
      ByteBuffer told = ByteBuffer.wrap(fake.announces.getFirst());
      assertThat(told.remaining()).isEqualTo(98);
      assertThat(told.getLong(0)).isEqualTo(77);
      assertThat(told.getInt(8)).isEqualTo(1);
      assertThat(told.getLong(56)).as("downloaded").isEqualTo(2);
      assertThat(told.getLong(64)).as("left").isEqualTo(1 << 30);
      assertThat(told.getLong(72)).as("uploaded").isEqualTo(1);
      assertThat(told.getInt(80)).as("event").isEqualTo(2);
      assertThat(Short.toUnsignedInt(told.getShort(96))).isEqualTo(6881);
    }
  }

  @Test
  void announce_byIpv6_readsIpv6Peers() throws Exception {
    byte[] body = new byte[12 + 18];
    body[12] = 0x20;
    body[29] = 5;
    InetAddress loopback = InetAddress.getByName("::1");
    try (FakeUdpTracker fake = new FakeUdpTracker(loopback, FakeUdpTracker.announcing(body))) {
      UdpTracker tracker = new UdpTracker(InetAddress.getByName("::"), "::1", fake.port(), LONG);
      assertThat(tracker.announce(announce(Event.NONE)).peers())
          .containsExactly(new InetSocketAddress(InetAddress.getByName("2000::"), 5));
    }
  }

  @Test
  void announce_leavesFromTheBindAddress() throws Exception {
    InetAddress ours = InetAddress.getByName("127.0.0.7");
    try (FakeUdpTracker fake = fake(FakeUdpTracker.announcing(TWO_PEERS))) {
      new UdpTracker(ours, "127.0.0.1", fake.port(), LONG).announce(announce(Event.NONE));
      assertThat(fake.senders.getFirst().getAddress()).isEqualTo(ours);
    }
  }

  @Test
  void lostDatagrams_areSentAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    FakeUdpTracker.Answers everySecond =
        request ->
            asked.incrementAndGet() % 2 == 1
                ? List.of()
                : FakeUdpTracker.announcing(TWO_PEERS).to(request);
    try (FakeUdpTracker fake = fake(everySecond)) {
      List<Duration> patience = List.of(Duration.ofMillis(200), Duration.ofSeconds(20));
      assertThat(tracker(fake, patience).announce(announce(Event.NONE)).peers()).hasSize(2);
    }
  }

  @Test
  void silentTracker_isGivenUp() throws Exception {
    try (FakeUdpTracker fake = fake(request -> List.of())) {
      assertThatThrownBy(() -> tracker(fake, SHORT).announce(announce(Event.NONE)))
          .isInstanceOf(IOException.class)
          .hasMessage("no answer");
    }
  }

  @Test
  void refusal_isToldInOneLine() throws Exception {
    byte[] reason = {'n', 'o', '\n', 'w', 'a', 'y'};
    try (FakeUdpTracker fake =
        fake(request -> List.of(FakeUdpTracker.answer(3, request, reason)))) {
      assertThatThrownBy(() -> tracker(fake, LONG).announce(announce(Event.NONE)))
          .isInstanceOf(IOException.class)
          .hasMessage("the tracker says: no way");
    }
  }

  @Test
  void answersToOthers_areIgnored() throws Exception {
    FakeUdpTracker.Answers withStrays =
        request -> {
          byte[] right = FakeUdpTracker.announcing(TWO_PEERS).to(request).getFirst();
          byte[] stray = right.clone();
          stray[7] ^= 1;
          return List.of(stray, new byte[3], right);
        };
    try (FakeUdpTracker fake = fake(withStrays)) {
      assertThat(tracker(fake, LONG).announce(announce(Event.NONE)).peers()).hasSize(2);
    }
  }

  @Test
  void randomAnswers_areReadOrFailures() throws Exception {
    Random random = new Random(5);
    FakeUdpTracker.Answers spoiled =
        request -> {
          byte[] bytes = FakeUdpTracker.announcing(TWO_PEERS).to(request).getFirst();
          byte[] cut = java.util.Arrays.copyOf(bytes, 8 + random.nextInt(bytes.length - 7));
          cut[random.nextBoolean() ? 3 : cut.length - 1] ^= (byte) random.nextInt(4);
          return List.of(cut);
        };
    try (FakeUdpTracker fake = fake(spoiled)) {
      for (int i = 0; i < 200; i++) {
        try {
          tracker(fake, SHORT).announce(announce(Event.NONE));
        } catch (IOException e) {
          assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
      }
    }
  }

  private static Announce announce(Event event) {
    return HttpTrackerTest.announce(event);
  }

  private static FakeUdpTracker fake(FakeUdpTracker.Answers answers) throws IOException {
    return new FakeUdpTracker(InetAddress.getByName("127.0.0.1"), answers);
  }

  private static UdpTracker tracker(FakeUdpTracker fake, List<Duration> patience)
      throws IOException {
    return new UdpTracker(InetAddress.getByName("0.0.0.0"), "127.0.0.1", fake.port(), patience);
  }
}
