package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/**
 * Whatever is done to a store, and whenever the process or the power dies: no held piece ever has
 * wrong bytes, and what was recorded is held after a restart.
 */
class PieceDiskProperties {
  private static final Pieces PIECES = Pieces.of(19_500, 2000);
  private static final Path FOLDER = Path.of("store");

  enum Act {
    PUT,
    PUT_AGAIN,
    READ,
    FLUSH,
    EVICT,
    HASH_UNRECORDED,
    REOPEN,
    KILL,
    LOSE_POWER,
    FILL_DISK,
    FAIL_FORCE,
    FAIL_NAMES,
    REPAIR,
    DELETE
  }

  record Step(Act act, int piece) {}

  @Property(tries = 300)
  void anyHistory_heldPiecesAreRightAndRecordedOnesStay(
      @ForAll("steps") @Size(min = 1, max = 120) List<Step> steps, @ForAll long seed)
      throws IOException {
    History history = new History(new Random(seed));
    for (Step step : steps) {
      history.apply(step);
      history.check();
    }
    history.apply(new Step(Act.REPAIR, 0));
    history.apply(new Step(Act.FLUSH, 0));
    history.apply(new Step(Act.LOSE_POWER, 0));
    history.check();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Act> acts =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(12, Act.PUT),
            net.jqwik.api.Tuple.of(2, Act.PUT_AGAIN),
            net.jqwik.api.Tuple.of(2, Act.READ),
            net.jqwik.api.Tuple.of(5, Act.FLUSH),
            net.jqwik.api.Tuple.of(5, Act.EVICT),
            net.jqwik.api.Tuple.of(4, Act.HASH_UNRECORDED),
            net.jqwik.api.Tuple.of(2, Act.REOPEN),
            net.jqwik.api.Tuple.of(2, Act.KILL),
            net.jqwik.api.Tuple.of(3, Act.LOSE_POWER),
            net.jqwik.api.Tuple.of(1, Act.FILL_DISK),
            net.jqwik.api.Tuple.of(1, Act.FAIL_FORCE),
            net.jqwik.api.Tuple.of(1, Act.FAIL_NAMES),
            net.jqwik.api.Tuple.of(3, Act.REPAIR),
            net.jqwik.api.Tuple.of(1, Act.DELETE));
    return Combinators.combine(acts, Arbitraries.integers().between(0, 9)).as(Step::new).list();
  }

  /** One store through its life. */
  private static final class History {
    private final CrashableStorage storage = new CrashableStorage();
    private final ManualClock clock = new ManualClock();
    private final Random random;
    private PieceDisk disk;
    private SegmentedStore store;

    /**
     * The process was killed since the power came back: of what the record says some may have been
     * written but not forced yet. The pieces' bytes were, so they are found by hashing.
     */
    private boolean killed;

    History(Random random) throws IOException {
      this.random = random;
      open();
    }

    private void open() throws IOException {
      disk =
          PieceDisk.open(
              storage,
              FOLDER,
              new PieceDisk.Settings(5000, 2, Duration.ofSeconds(1), 6000),
              clock,
              (task, delay) -> {},
              () -> {});
      store = disk.store(Pieces.HASH, PIECES.geometry());
    }

    void apply(Step step) throws IOException {
      clock.advance(Duration.ofMillis(random.nextInt(1500)));
      switch (step.act()) {
        case PUT, PUT_AGAIN -> store.put(step.piece(), PIECES.buffer(step.piece()));
        case READ -> read(step.piece());
        case FLUSH -> disk.flush();
        case EVICT -> store.evict(store.layout().segmentOf(step.piece()));
        case HASH_UNRECORDED -> hashUnrecorded(step.piece());
        case REOPEN -> reopen();
        case KILL -> {
          crash(storage::killProcess);
          killed = true;
        }
        case LOSE_POWER -> {
          crash(() -> storage.losePower(random));
          killed = false;
        }
        case FILL_DISK -> storage.setRoom(random.nextInt(5000));
        case FAIL_FORCE -> storage.setForceFails(true);
        case FAIL_NAMES -> storage.setNamesFail(true);
        case REPAIR -> repair();
        case DELETE -> delete();
      }
    }

    private void repair() {
      storage.setRoom(Long.MAX_VALUE);
      storage.setForceFails(false);
      storage.setNamesFail(false);
      clock.advance(Duration.ofMinutes(2));
    }

    private void delete() throws IOException {
      disk.delete(Pieces.HASH);
      store = disk.store(Pieces.HASH, PIECES.geometry());
      assertThat(store.held().isEmpty()).isTrue();
    }

    private void reopen() throws IOException {
      disk.close();
      open();
    }

    /** A disk that fails while the folder is looked at tells nothing: so it works then. */
    private void crash(Runnable how) throws IOException {
      BitSet recorded = store.contents().recorded.toBitSet();
      how.run();
      repair();
      open();
      recorded.andNot(store.held());
      if (killed) {
        recorded.andNot(store.unrecorded());
      }
      assertThat(recorded.stream()).as("recorded, but not held after a crash").isEmpty();
    }

    private void hashUnrecorded(int piece) throws IOException {
      try {
        Optional<ByteBuffer> found = store.readUnrecorded(piece);
        if (found.isPresent() && found.get().equals(PIECES.buffer(piece))) {
          store.put(piece, found.get());
          assertThat(store.holds(piece)).isTrue();
        }
      } catch (IOException e) {
        assertThat(storage.namesFail).isTrue();
      }
    }

    private void read(int piece) throws IOException {
      try (PieceLease lease = store.lease(piece).orElse(null)) {
        if (lease != null) {
          assertThat(Pieces.read(lease, PIECES.geometry().lengthOf(piece)))
              .as("piece " + piece)
              .isEqualTo(PIECES.bytes(piece));
        }
      } catch (IOException e) {
        assertThat(storage.namesFail).as(e.toString()).isTrue();
      }
    }

    void check() throws IOException {
      List<Integer> missing = new ArrayList<>();
      long bytes = 0;
      for (int piece = 0; piece < PIECES.geometry().pieceCount(); piece++) {
        read(piece);
        if (store.holds(piece) && store.unrecorded().get(piece)) {
          missing.add(piece);
        }
        bytes += store.contents().onDisk.get(piece) ? PIECES.geometry().lengthOf(piece) : 0;
      }
      assertThat(missing).as("both held and unrecorded").isEmpty();
      assertThat(store.bytesStored()).isEqualTo(bytes);
      assertThat(disk.bytesStored()).isEqualTo(bytes);
    }
  }
}
