package swarmdrive.webdav.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.webdav.FileRun;

class SendWindowTest {
  @TempDir Path folder;
  private final SendWindow window = new SendWindow();
  private final BufferPool pool = new BufferPool();
  private final AtomicLong served = new AtomicLong();
  private final AtomicInteger leases = new AtomicInteger();

  @SuppressWarnings("NullAway.Init")
  private FileChannel channel;

  @BeforeEach
  void open() throws IOException {
    Path file = folder.resolve("x");
    Files.write(file, new byte[1000]);
    channel = FileChannel.open(file);
  }

  @AfterEach
  void close() throws IOException {
    channel.close();
  }

  private Outgoing run() {
    leases.incrementAndGet();
    return new Outgoing.Run(
        new FileRun(channel, 100, 500, leases::decrementAndGet), served::addAndGet);
  }

  private Outgoing bytes(int content) {
    return new Outgoing.Bytes(pool.take().limit(300), pool, content, served::addAndGet);
  }

  @Test
  void part_isReleasedWhenItWasSent() throws IOException {
    Outgoing part = bytes(200);
    window.add(part);
    assertThat(window.isEmpty()).isFalse();
    assertThat(window.sent(part.message())).isFalse();
    assertThat(window.isEmpty()).isTrue();
    assertThat(served).hasValue(200);
    assertThat(pool.used()).isZero();
  }

  @Test
  void messagesOfOthers_areNotItsOwn() throws IOException {
    window.add(run());
    assertThat(window.sent(new Object())).isFalse();
    assertThat(leases).hasValue(1);
  }

  @Test
  void lastPart_isKnownWhenTheEndWasSaidBefore() throws IOException {
    Outgoing first = run();
    Outgoing last = bytes(0);
    window.add(first);
    window.add(last);
    assertThat(window.end()).isFalse();
    assertThat(window.sent(first.message())).isFalse();
    assertThat(window.sent(last.message())).isTrue();
  }

  @Test
  void endAfterAllWasSent_saysSo() throws IOException {
    Outgoing part = run();
    window.add(part);
    window.sent(part.message());
    assertThat(window.end()).isTrue();
  }

  @Test
  void fullWindow_makesTheRequestWait() throws Exception {
    Outgoing part = run();
    window.add(part);
    CountDownLatch through = new CountDownLatch(1);
    Thread waiter =
        Thread.startVirtualThread(
            () -> {
              try {
                window.awaitRoom(1);
                through.countDown();
              } catch (ClosedChannelException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(through.await(50, TimeUnit.MILLISECONDS)).isFalse();
    window.sent(part.message());
    waiter.join();
    assertThat(through.getCount()).isZero();
    assertThat(leases).hasValue(0);
  }

  @Test
  void abort_releasesAllAndWakesTheRequest() throws Exception {
    window.add(run());
    window.add(bytes(300));
    CountDownLatch woken = new CountDownLatch(1);
    Thread waiter =
        Thread.startVirtualThread(
            () -> {
              try {
                window.awaitRoom(1);
              } catch (ClosedChannelException e) {
                woken.countDown();
              }
            });
    window.abort();
    waiter.join();
    assertThat(woken.getCount()).isZero();
    assertThat(leases).hasValue(0);
    assertThat(pool.used()).isZero();
    assertThat(served).as("nothing of it was sent").hasValue(0);
    assertThat(window.end()).isFalse();
  }

  @Test
  void partAddedAfterTheAbort_isReleasedAtOnce() {
    window.abort();
    assertThatThrownBy(() -> window.add(run())).isInstanceOf(ClosedChannelException.class);
    assertThat(leases).hasValue(0);
  }

  @Test
  void runHalfSent_countsWhatWasSent() throws IOException {
    Outgoing.Run part = (Outgoing.Run) run();
    window.add(part);
    part.update(200);
    assertThat(part.getPosition()).isEqualTo(300);
    assertThat(part.getRemainingBytes()).isEqualTo(300);
    window.abort();
    assertThat(served).hasValue(200);
  }

  @Test
  void socketThatTakesNothing_isNoFaultOfTheFile() {
    Outgoing.Run part = (Outgoing.Run) run();
    part.update(0);
    assertThat(part.getWrittenBytes()).isZero();
  }

  @Test
  void pool_givesSmallerSharesWhenMuchIsInUse() {
    assertThat(pool.share()).isEqualTo(4);
    for (int i = 0; i < 512; i++) {
      pool.take();
    }
    assertThat(pool.share()).isEqualTo(1);
  }
}
