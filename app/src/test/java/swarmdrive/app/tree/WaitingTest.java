package swarmdrive.app.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.InterruptedByTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import swarmdrive.engine.RangeReader;
import swarmdrive.engine.StoredRun;
import swarmdrive.webdav.DavContent;

/** How long things wait, and what is left waiting. */
final class WaitingTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void sourceOfARequest_givesEachReadWhatIsLeftOfItsTime() throws IOException {
    Recorder content = new Recorder(0);
    ContentSource source = new ContentSource(content, 100);
    source.allow(LONG);
    ByteBuffer target = ByteBuffer.allocate(10);
    source.read(3, target);
    target.clear();
    source.read(4, target);

    assertThat(source.size()).isEqualTo(100);
    assertThat(content.timeouts).hasSize(2).allMatch(timeout -> timeout.compareTo(LONG) <= 0);
    assertThat(content.timeouts.get(1)).isLessThanOrEqualTo(content.timeouts.get(0));
  }

  @Test
  void sourceOfARequest_withoutTime_readsNothing() {
    Recorder content = new Recorder(0);
    ContentSource source = new ContentSource(content, 100);
    assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(1)))
        .isInstanceOf(InterruptedByTimeoutException.class);
    source.allow(Duration.ZERO);
    assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(1)))
        .isInstanceOf(InterruptedByTimeoutException.class);
    assertThat(content.timeouts).isEmpty();
  }

  @Test
  void patientSource_waitsAgainForWhatIsLate() throws IOException {
    Recorder content = new Recorder(3);
    PatientSource source = new PatientSource(content, 100, LONG);
    assertThat(source.read(0, ByteBuffer.allocate(7))).isEqualTo(7);
    assertThat(content.timeouts).hasSize(4);
  }

  @Test
  void patientSource_losesItsPatienceInTheEnd() {
    Recorder content = new Recorder(Integer.MAX_VALUE);
    PatientSource source = new PatientSource(content, 100, Duration.ofMillis(1));
    assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(7)))
        .isInstanceOf(InterruptedByTimeoutException.class);
  }

  @Test
  void lateReaders_areClosedAfterAMinute() throws Exception {
    NamedTimer timer = new NamedTimer();
    LateReaders late = new LateReaders(timer);
    CountingReader reader = new CountingReader();
    late.keep("a", reader);

    assertThat(reader.closed).hasValue(0);
    assertThat(timer.delays).containsExactly(LateReaders.TIME);
    timer.tasks.getFirst().call();
    assertThat(reader.closed).hasValue(1);
    timer.shutdownNow();
  }

  @Test
  void lateReaders_areBounded_andOneForEachFile() throws Exception {
    NamedTimer timer = new NamedTimer();
    LateReaders late = new LateReaders(timer);
    List<CountingReader> readers = new ArrayList<>();
    for (int i = 0; i < LateReaders.MOST * 2; i++) {
      CountingReader reader = new CountingReader();
      readers.add(reader);
      late.keep("file " + i, reader);
    }
    assertThat(readers.stream().filter(reader -> reader.closed.get() == 0).count())
        .isLessThanOrEqualTo(LateReaders.MOST);

    CountingReader first = new CountingReader();
    CountingReader second = new CountingReader();
    late.keep("same", first);
    late.keep("same", second);
    assertThat(first.closed).hasValue(1);
    assertThat(second.closed).hasValue(0);
    timer.tasks.get(timer.tasks.size() - 2).call();
    assertThat(second.closed).as("the first one's time is not its own").hasValue(0);
    timer.shutdownNow();
  }

  @Test
  void realTimer_acceptsTheTask() {
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      new LateReaders(timer).keep("a", new CountingReader());
      assertThat(timer.shutdownNow()).hasSize(1);
    }
  }

  /** Content that is late a few times, and notes how long it might have waited. */
  private static final class Recorder implements DavContent {
    final List<Duration> timeouts = new ArrayList<>();
    private int late;

    Recorder(int late) {
      this.late = late;
    }

    @Override
    public int read(long position, ByteBuffer target, Duration timeout) throws IOException {
      timeouts.add(timeout);
      if (late-- > 0) {
        throw new InterruptedByTimeoutException();
      }
      int count = target.remaining();
      target.position(target.limit());
      return count;
    }

    @Override
    public void close() {}
  }

  private static final class CountingReader implements RangeReader {
    final AtomicInteger closed = new AtomicInteger();

    @Override
    public long size() {
      return 1;
    }

    @Override
    public int read(long position, ByteBuffer target, Duration timeout) {
      return -1;
    }

    @Override
    public Optional<StoredRun> locate(long position, long length, Duration timeout) {
      return Optional.empty();
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  /** Notes tasks instead of running them. */
  private static final class NamedTimer extends ScheduledThreadPoolExecutor {
    final List<Callable<?>> tasks = new ArrayList<>();
    final List<Duration> delays = new ArrayList<>();

    NamedTimer() {
      super(1);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
      tasks.add(task);
      delays.add(Duration.of(delay, unit.toChronoUnit()));
      return super.schedule(task, 1, TimeUnit.DAYS);
    }
  }
}
