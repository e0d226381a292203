package swarmdrive.app.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.InterruptedByTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import swarmdrive.app.testing.Eventually;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.Archives;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData;

/** What is read at a time, what waits, what is kept. */
final class ArchiveListingsTest {
  private static final Duration SOON = Duration.ofMillis(20);

  private final Gate gate = new Gate();

  @AfterEach
  void open() {
    gate.go.release(100_000);
  }

  @Test
  void noMoreThanConfigured_areReadAtATime() {
    ArchiveListings listings = listings(SOON, 100, 2);
    for (int i = 0; i < 10; i++) {
      Archive archive = archive("a" + i);
      assertThatThrownBy(() -> listings.of(archive))
          .isInstanceOf(InterruptedByTimeoutException.class);
    }
    Eventually.until("two are read", () -> gate.reading.get() == 2);

    gate.go.release(10);
    Eventually.until("all were read", () -> gate.read.get() == 10);
    assertThat(gate.mostReading).hasValueLessThanOrEqualTo(2);
  }

  @Test
  void archivesWithoutEnd_areRefusedWhenTooManyWait() {
    ArchiveListings listings = listings(Duration.ofMillis(1), 100, 1);
    for (int i = 0; i < 400; i++) {
      Archive archive = archive("a" + i);
      assertThatThrownBy(() -> listings.of(archive))
          .isInstanceOf(InterruptedByTimeoutException.class);
    }
    gate.go.release(1_000);
    Eventually.until("those that waited were read", () -> gate.read.get() == 256);
  }

  @Test
  void knownListing_isGivenWithoutReading_untilOthersPushItOut() throws IOException {
    gate.go.release(100);
    ArchiveListings listings = listings(TestDrive.TIMEOUT, 2, 2);
    ArchiveListing first = listings.of(archive("a"));
    assertThat(listings.of(archive("a"))).isSameAs(first);
    assertThat(gate.read).hasValue(1);

    for (int i = 0; i < 50; i++) {
      listings.of(archive("other " + i));
    }
    listings.of(archive("a"));
    assertThat(gate.read).hasValue(52);
  }

  @Test
  void damagedArchive_isKnownAsSuch_faultsAreTriedAgain() throws IOException {
    gate.go.release(100);
    ArchiveListings listings = listings(TestDrive.TIMEOUT, 10, 2);
    gate.failure = new ArchiveException("no zip");
    assertThat(listings.of(archive("a"))).isEqualTo(new ArchiveListing.Damaged("no zip"));
    gate.failure = null;
    assertThat(listings.of(archive("a"))).isInstanceOf(ArchiveListing.Damaged.class);

    gate.failure = new IOException("the swarm is away");
    assertThatThrownBy(() -> listings.of(archive("b"))).hasMessage("the swarm is away");
    gate.failure = null;
    assertThat(listings.of(archive("b"))).isInstanceOf(ArchiveListing.Indexed.class);
  }

  @Test
  void faultOfAFormat_isAnErrorOfThatArchiveOnly() throws IOException {
    gate.go.release(100);
    ArchiveListings listings = listings(TestDrive.TIMEOUT, 10, 1);
    gate.fault = new IllegalStateException("a bug");
    assertThatThrownBy(() -> listings.of(archive("a"))).isInstanceOf(IOException.class);
    gate.fault = null;
    assertThat(listings.of(archive("a"))).isInstanceOf(ArchiveListing.Indexed.class);
  }

  private ArchiveListings listings(Duration firstByte, int kept, int reading) {
    return new ArchiveListings(
        new Archives(Set.of(gate)),
        new TreeConfig(".d", 3, firstByte, Duration.ofMinutes(1), kept, reading));
  }

  private Archive archive(String content) {
    return new Archive(new TextOrigin(content), Instant.EPOCH, "name", 1);
  }

  /** A format that reads when it is let to. */
  private static final class Gate implements ArchiveFormat {
    final Semaphore go = new Semaphore(0);
    final AtomicInteger reading = new AtomicInteger();
    final AtomicInteger mostReading = new AtomicInteger();
    final AtomicInteger read = new AtomicInteger();
    volatile @org.jspecify.annotations.Nullable IOException failure;
    volatile @org.jspecify.annotations.Nullable RuntimeException fault;

    @Override
    public String name() {
      return "gate";
    }

    @Override
    public boolean matches(String fileName) {
      return true;
    }

    @Override
    public boolean recognizes(ByteBuffer head) {
      return true;
    }

    @Override
    public ArchiveIndex index(ArchiveFile archive) throws IOException {
      mostReading.accumulateAndGet(reading.incrementAndGet(), Math::max);
      go.acquireUninterruptibly();
      reading.decrementAndGet();
      read.incrementAndGet();
      IOException told = failure;
      if (told != null) {
        throw told;
      }
      RuntimeException bug = fault;
      if (bug != null) {
        throw bug;
      }
      return new Nothing();
    }
  }

  private static final class Nothing implements ArchiveIndex {
    @Override
    public Optional<List<ArchiveEntry>> list(List<String> folder) {
      return Optional.of(List.of());
    }

    @Override
    public Optional<ArchiveEntry> find(List<String> path) {
      return Optional.empty();
    }

    @Override
    public MemberData data(ArchiveEntry entry, ByteSource archive) {
      throw new UnsupportedOperationException();
    }
  }
}
