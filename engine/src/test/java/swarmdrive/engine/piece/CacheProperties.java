package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import swarmdrive.engine.InfoHash;

/**
 * Whatever is read and kept, whoever else fills the disk, and whenever process or power die: the
 * files are never longer than the limit, the reserve is free after each write, what is leased,
 * claimed or kept stays, no held piece has wrong bytes, and listeners know what is held.
 */
class CacheProperties {
  private static final Path FOLDER = Path.of("store");
  private static final List<Pieces> TORRENTS =
      List.of(Pieces.of(19_500, 2000), Pieces.of(40_000, 7000), Pieces.of(9_000, 500));
  private static final int SEGMENT = 4000;

  enum Act {
    PUT,
    READ,
    INDEX,
    LEASE,
    CLAIM,
    LET_GO,
    KEEP,
    KEEP_NO_MORE,
    CLEAR,
    CLEAR_ALL,
    FLUSH,
    OTHERS_WRITE,
    OTHERS_DELETE,
    DELETIONS_FAIL,
    REPAIR,
    REOPEN,
    KILL,
    LOSE_POWER
  }

  record Step(Act act, int torrent, int piece) {}

  @Property(tries = 250)
  void anyHistory_limitAndReserveHold(
      @ForAll("steps") @Size(min = 1, max = 150) List<Step> steps,
      @ForAll @IntRange(min = 4000, max = 60_000) int limit,
      @ForAll @IntRange(max = 20_000) int reserve,
      @ForAll long seed)
      throws IOException {
    History history = new History(new DiskBudget.Limits(limit, reserve), new Random(seed));
    for (Step step : steps) {
      history.apply(step);
      history.check();
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Act> acts =
        Arbitraries.frequency(
            Tuple.of(40, Act.PUT),
            Tuple.of(4, Act.READ),
            Tuple.of(2, Act.INDEX),
            Tuple.of(4, Act.LEASE),
            Tuple.of(4, Act.CLAIM),
            Tuple.of(4, Act.LET_GO),
            Tuple.of(2, Act.KEEP),
            Tuple.of(2, Act.KEEP_NO_MORE),
            Tuple.of(1, Act.CLEAR),
            Tuple.of(1, Act.CLEAR_ALL),
            Tuple.of(6, Act.FLUSH),
            Tuple.of(1, Act.OTHERS_WRITE),
            Tuple.of(1, Act.OTHERS_DELETE),
            Tuple.of(1, Act.DELETIONS_FAIL),
            Tuple.of(4, Act.REPAIR),
            Tuple.of(2, Act.REOPEN),
            Tuple.of(1, Act.KILL),
            Tuple.of(1, Act.LOSE_POWER));
    Arbitrary<Integer> torrents = Arbitraries.integers().between(0, TORRENTS.size() - 1);
    Arbitrary<Integer> pieces = Arbitraries.integers().between(0, 17);
    return Combinators.combine(acts, torrents, pieces).as(Step::new).list();
  }

  /** One piece of one torrent. */
  private record Place(int torrent, int piece) {}

  private static final class History {
    private final CrashableStorage storage = new CrashableStorage();
    private final ManualClock clock = new ManualClock();
    private final DiskBudget.Limits limits;
    private final Random random;
    private final List<SegmentedStore> stores = new ArrayList<>();
    private final List<BitSet> told = new ArrayList<>();
    private final Map<Place, PieceLease> leases = new HashMap<>();
    private final Map<Place, PieceClaim> claims = new HashMap<>();
    private final Map<Place, PieceClaim> staying =
        new HashMap<>(); // on disk since they were claimed
    private final Map<Integer, BitSet> kept = new HashMap<>(); // on disk at the last look
    private PieceDisk disk;

    History(DiskBudget.Limits limits, Random random) throws IOException {
      this.limits = limits;
      this.random = random;
      storage.setRoom(100_000);
      open();
    }

    private void open() throws IOException {
      disk =
          PieceDisk.open(
              storage,
              FOLDER,
              new PieceDisk.Settings(5000, 3, Duration.ofSeconds(1), SEGMENT, limits),
              clock,
              (task, delay) -> {
                if (delay.isZero()) {
                  task.run();
                }
              },
              () -> {});
      stores.clear();
      told.clear();
      kept.clear();
      for (int i = 0; i < TORRENTS.size(); i++) {
        SegmentedStore store = disk.store(hash(i), TORRENTS.get(i).geometry());
        stores.add(store);
        BitSet known = new BitSet();
        told.add(known);
        store.whenGone(gone -> gone.stream().forEach(p -> known.set(p, store.holds(p))));
        known.or(store.held());
      }
      storage.forgetMost();
    }

    private static InfoHash hash(int torrent) {
      byte[] bytes = new byte[20];
      bytes[0] = (byte) torrent;
      return InfoHash.of(bytes);
    }

    void apply(Step step) throws IOException {
      clock.advance(Duration.ofMillis(random.nextInt(1500)));
      SegmentedStore store = stores.get(step.torrent());
      Pieces pieces = TORRENTS.get(step.torrent());
      int piece = step.piece() % pieces.geometry().pieceCount();
      Place place = new Place(step.torrent(), piece);
      switch (step.act()) {
        case PUT -> put(place);
        case READ -> store.lease(piece).ifPresent(PieceLease::close);
        case INDEX -> store.lease(piece, PieceUse.INDEX).ifPresent(PieceLease::close);
        case LEASE -> {
          if (!leases.containsKey(place)) {
            store.lease(piece).ifPresent(lease -> leases.put(place, lease));
          }
        }
        case CLAIM -> claims.computeIfAbsent(place, p -> store.claim(piece));
        case LET_GO -> letGo();
        case KEEP -> disk.keep(hash(step.torrent()), true);
        case KEEP_NO_MORE -> {
          disk.keep(hash(step.torrent()), false);
          kept.remove(step.torrent());
        }
        case CLEAR -> {
          store.clear();
          kept.remove(step.torrent());
        }
        case CLEAR_ALL -> disk.clear();
        case FLUSH -> disk.flush();
        case OTHERS_WRITE -> storage.setRoom(random.nextInt(30_000));
        case OTHERS_DELETE -> storage.setRoom(100_000);
        case DELETIONS_FAIL -> storage.setDeletionsFail(true);
        case REPAIR -> repair();
        case REOPEN -> {
          letGo();
          disk.close();
          open();
        }
        case KILL -> crash(storage::killProcess);
        case LOSE_POWER -> crash(() -> storage.losePower(random));
      }
    }

    private void put(Place place) {
      SegmentedStore store = stores.get(place.torrent());
      store.put(place.piece(), TORRENTS.get(place.torrent()).buffer(place.piece()));
      told.get(place.torrent()).set(place.piece(), store.holds(place.piece()));
    }

    private void letGo() {
      leases.values().forEach(PieceLease::close);
      leases.clear();
      claims.values().forEach(PieceClaim::close);
      claims.clear();
      staying.clear();
    }

    private void repair() {
      storage.setDeletionsFail(false);
      clock.advance(Duration.ofMinutes(2));
    }

    private void crash(Runnable how) throws IOException {
      leases.clear();
      claims.clear();
      staying.clear();
      how.run();
      repair();
      open();
    }

    void check() throws IOException {
      assertThat(storage.mostStored()).as("bytes of files").isLessThanOrEqualTo(limits.most());
      assertThat(storage.leastFreeAfterAWrite()).isGreaterThanOrEqualTo(limits.reserve());
      for (Map.Entry<Place, PieceLease> leased : leases.entrySet()) {
        checkBytes(leased.getKey(), leased.getValue());
      }
      for (Place place : staying.keySet()) {
        assertThat(onDisk(place)).as("claimed %s", place).isTrue();
      }
      claims.forEach(
          (place, claim) -> {
            if (onDisk(place)) {
              staying.put(place, claim);
            }
          });
      checkKept();
      for (int torrent = 0; torrent < stores.size(); torrent++) {
        SegmentedStore store = stores.get(torrent);
        BitSet held = store.held();
        assertThat(told.get(torrent)).as("told of torrent %d", torrent).isEqualTo(held);
        for (int piece : held.stream().toArray()) {
          try (PieceLease lease = store.lease(piece, PieceUse.SHARE).orElseThrow()) {
            checkBytes(new Place(torrent, piece), lease);
          }
        }
      }
    }

    private boolean onDisk(Place place) {
      return stores.get(place.torrent()).contents().onDisk.get(place.piece());
    }

    private void checkKept() {
      for (int torrent = 0; torrent < stores.size(); torrent++) {
        BitSet now = stores.get(torrent).contents().onDisk.toBitSet();
        BitSet lost = kept.getOrDefault(torrent, new BitSet());
        lost.andNot(now);
        assertThat(lost.stream()).as("kept of torrent %d", torrent).isEmpty();
        if (disk.isKept(hash(torrent))) {
          kept.put(torrent, now);
        } else {
          kept.remove(torrent);
        }
      }
    }

    private static void checkBytes(Place place, PieceLease lease) throws IOException {
      Pieces pieces = TORRENTS.get(place.torrent());
      assertThat(Pieces.read(lease, pieces.geometry().lengthOf(place.piece())))
          .as("%s", place)
          .isEqualTo(pieces.bytes(place.piece()));
    }
  }
}
