package swarmdrive.engine.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrackerRoundsTest {
  private static final InetSocketAddress PEER = new InetSocketAddress("10.0.0.1", 6881);
  private static final byte[] ONE_PEER = {0, 0, 7, 8, 0, 0, 0, 1, 0, 0, 0, 2, 10, 0, 0, 1, 26, -31};

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<InetSocketAddress> found = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Trackers trackers = new Trackers(InetAddress.getLoopbackAddress());
  private final TrackerRounds rounds =
      new TrackerRounds(
          HttpTrackerTest.TORRENT,
          new TrackerRounds.Self("-SW0100-abcdefghijkl", 6881),
          new NothingYet(),
          threads,
          found::addAll);

  private record NothingYet() implements TrackerRounds.Progress {
    @Override
    public long downloaded() {
      return 0;
    }

    @Override
    public long uploaded() {
      return 0;
    }

    @Override
    public long left() {
      return -1;
    }
  }

  @AfterEach
  void closeAll() throws Exception {
    rounds.close();
    threads.shutdownNow();
    trackers.close();
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @Test
  void silentTrackers_holdNobodyUp() throws Exception {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      urls.add(url(fake(request -> List.of())));
    }
    urls.add(url(fake(FakeUdpTracker.announcing(ONE_PEER))));
    rounds.start(urls, trackers, false);
    assertThat(found.poll(30, TimeUnit.SECONDS)).isEqualTo(PEER);
  }

  @Test
  void trackersOfUnknownKinds_arePassedOver() throws Exception {
    FakeUdpTracker known = fake(FakeUdpTracker.announcing(ONE_PEER));
    List<String> urls =
        List.of("wss://tracker.example/", "", "udp://x", "no url \u0000", "udp:/", url(known));
    rounds.start(urls, trackers, false);
    assertThat(found.poll(30, TimeUnit.SECONDS)).isEqualTo(PEER);
  }

  @Test
  void privateTorrent_isToldToOneTracker_toTheNextIfThatRefuses() throws Exception {
    FakeUdpTracker refusing =
        fake(
            request ->
                List.of(
                    FakeUdpTracker.isConnect(request)
                        ? FakeUdpTracker.connected(request)
                        : FakeUdpTracker.answer(3, request, new byte[] {'n', 'o'})));
    FakeUdpTracker second = fake(FakeUdpTracker.announcing(ONE_PEER));
    FakeUdpTracker third = fake(FakeUdpTracker.announcing(ONE_PEER));
    rounds.start(List.of(url(refusing), url(second), url(third)), trackers, true);
    assertThat(found.poll(30, TimeUnit.SECONDS)).isEqualTo(PEER);
    assertThat(refusing.announces).hasSize(1);
    assertThat(second.announces).hasSize(1);
    assertThat(third.announces).isEmpty();
  }

  @Test
  void close_tellsTheTrackerThatKnowsUs() throws Exception {
    FakeUdpTracker fake = fake(FakeUdpTracker.announcing(ONE_PEER));
    rounds.start(List.of(url(fake)), trackers, false);
    found.poll(30, TimeUnit.SECONDS);
    rounds.close();
    threads.shutdown();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(fake.announces)
        .extracting(bytes -> ByteBuffer.wrap(bytes).getInt(80))
        .containsExactly(2, 3);
  }

  private FakeUdpTracker fake(FakeUdpTracker.Answers answers) throws IOException {
    FakeUdpTracker fake = new FakeUdpTracker(InetAddress.getByName("127.0.0.1"), answers);
    open.add(fake);
    return fake;
  }

  private static String url(FakeUdpTracker fake) {
    return "udp://127.0.0.1:" + fake.port() + "/announce";
  }
}
