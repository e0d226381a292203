package swarmdrive.engine.piece;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.InfoHash;

/**
 * All pieces on disk: a folder for each torrent, named by its info hash. Opening is cheap; what is
 * in a torrent's folder is found in the background, or when its store is first used. Safe for any
 * number of threads.
 */
public final class PieceDisk implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PieceDisk.class);
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}");
  private static final Duration RECORD_DELAY = Duration.ofSeconds(1);

  /** How often room is made for others who fill the disk. */
  private static final Duration TRIM_INTERVAL = Duration.ofSeconds(10);

  private static final int MOST_OPEN_FILES = 200;

  private final Path folder;
  private final DiskParts parts;
  private final Closeable lock;
  private final Closeable background;
  private final KeepMarks marks;
  private final Map<InfoHash, SegmentedStore> stores = new ConcurrentHashMap<>();
  private final Map<InfoHash, List<Leftover>> unknown = new ConcurrentHashMap<>();
  private final ReentrantLock scanning = new ReentrantLock();
  private boolean scanned; // under scanning
  private volatile boolean closed;

  private PieceDisk(
      Path folder, DiskParts parts, Closeable lock, Closeable background, KeepMarks marks) {
    this.marks = marks;
    this.folder = folder;
    this.parts = parts;
    this.lock = lock;
    this.background = background;
  }

  /**
   * Opens the store in a folder, which is made if missing.
   *
   * @param memoryBound bytes of pieces of all torrents that are kept in memory when the disk takes
   *     none
   * @param most bytes of all files of pieces together
   * @param reserve bytes of the disk that stay free
   * @throws IOException with one line for the user, for instance if another process uses the folder
   */
  public static PieceDisk open(Path folder, long memoryBound, long most, long reserve)
      throws IOException {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("piece-record").factory());
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    Background background =
        (task, delay) -> {
          if (!executor.isShutdown()) {
            executor.schedule(() -> runLogged(task), delay.toNanos(), TimeUnit.NANOSECONDS);
          }
        };
    try {
      return open(
          new FileStorage(),
          folder,
          new Settings(
              memoryBound,
              MOST_OPEN_FILES,
              RECORD_DELAY,
              SegmentLayout.TARGET,
              new DiskBudget.Limits(most, reserve)),
          InstantSource.system(),
          background,
          executor::shutdown);
    } catch (IOException e) {
      executor.shutdown();
      throw e;
    }
  }

  /** The executor would swallow it. */
  private static void runLogged(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.atError().setCause(e).log("background work of the piece store failed");
      throw e;
    }
  }

  /**
   * How it works.
   *
   * @param recordDelay how long pieces are collected before they are brought into the records
   * @param segmentTarget bytes that a segment should have
   * @param limits what the disk may be used for
   */
  record Settings(
      long memoryBound,
      int mostOpenFiles,
      Duration recordDelay,
      int segmentTarget,
      DiskBudget.Limits limits) {
    /** Without limits. */
    Settings(long memoryBound, int mostOpenFiles, Duration recordDelay, int segmentTarget) {
      this(memoryBound, mostOpenFiles, recordDelay, segmentTarget, DiskBudget.Limits.NONE);
    }
  }

  /** With all that it stands on; {@code background}'s {@code end} is run by {@link #close}. */
  static PieceDisk open(
      Storage storage,
      Path folder,
      Settings settings,
      InstantSource clock,
      Background background,
      Closeable end)
      throws IOException {
    PieceMemory memory = new PieceMemory(settings.memoryBound());
    DiskHealth health = new DiskHealth(folder, clock);
    DiskParts parts =
        new DiskParts(
            storage,
            clock,
            new OpenFiles(settings.mostOpenFiles()),
            memory,
            health,
            new Recorder(memory, health, background, settings.recordDelay()),
            new DiskBudget(storage, folder, settings.limits(), clock),
            settings.segmentTarget());
    Closeable lock = storage.lock(folder);
    PieceDisk disk = new PieceDisk(folder, parts, lock, end, KeepMarks.load(storage, folder));
    background.run(disk::scan, Duration.ZERO);
    if (settings.limits().reserve() > 0) {
      background.run(() -> disk.trim(background), TRIM_INTERVAL);
    }
    return disk;
  }

  /**
   * The store of a torrent; the same one for the same torrent. Does no I/O. Closing it records what
   * was put and is not needed before {@link #close}.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public PieceStore openStore(InfoHash infoHash, PieceGeometry geometry) {
    return store(infoHash, geometry);
  }

  SegmentedStore store(InfoHash infoHash, PieceGeometry geometry) {
    if (closed) {
      throw new IllegalStateException("the piece store is closed");
    }
    return Objects.requireNonNull(
        stores.compute(
            infoHash,
            (hash, known) -> {
              if (known != null && known.geometry().equals(geometry)) {
                return known;
              }
              if (known != null) {
                known.handOver(); // of a record that is not this torrent's
              }
              return newStore(hash, new SegmentLayout(geometry, parts.segmentTarget()));
            }));
  }

  /**
   * Deletes a torrent's pieces; leases that are out may be read to their end. A store that was open
   * for it holds nothing any more and takes nothing.
   */
  public void delete(InfoHash infoHash) throws IOException {
    SegmentedStore known = stores.remove(infoHash);
    SegmentedStore store =
        known != null ? known : newStore(infoHash, new SegmentLayout(new PieceGeometry(1, 1), 1));
    IOException[] failure = new IOException[1];
    keep(infoHash, false);
    parts
        .recorder()
        .exclusively(
            () -> {
              try {
                store.delete();
              } catch (IOException e) {
                failure[0] = e;
              }
            });
    if (failure[0] != null) {
      throw failure[0];
    }
  }

  /**
   * Says whether a torrent's pieces are never evicted; remembered over restarts. Does I/O. A
   * torrent need not be open, nor known.
   */
  public void keep(InfoHash infoHash, boolean keep) {
    try {
      marks.set(infoHash, keep);
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("torrent", infoHash)
          .addKeyValue("reason", DiskHealth.reason(e))
          .log("the next start will not know that the torrent is kept, or is not");
    }
    SegmentedStore known = stores.get(infoHash);
    if (known != null) {
      known.keep(keep);
    }
  }

  public boolean isKept(InfoHash infoHash) {
    return marks.has(infoHash);
  }

  /** How many further bytes of kept torrents would find room on disk; a guess. */
  public long roomToKeep() {
    if (!parts.health().problem().isEmpty()) {
      return 0;
    }
    long kept =
        stores.values().stream()
            .filter(SegmentedStore::isKept)
            .mapToLong(SegmentedStore::charged)
            .sum();
    return parts.budget().roomToKeep(kept);
  }

  /**
   * Gives up the pieces of all torrents that are not kept, as far as nobody reads or waits for
   * them; does I/O.
   *
   * @return bytes of disk that are free now
   */
  public long clear() {
    return stores.values().stream()
        .filter(store -> !store.isKept())
        .mapToLong(SegmentedStore::clear)
        .sum();
  }

  /** Bytes that the files of pieces take of the limit. */
  public long bytesUsed() {
    return parts.budget().used();
  }

  /**
   * Bytes of verified pieces on disk of all torrents, open or not; grows for a moment after opening
   * while the folders are looked through.
   */
  public long bytesStored() {
    return stores.values().stream().mapToLong(SegmentedStore::bytesKnown).sum();
  }

  /** Why the disk takes no pieces at present, one line for the user; empty if it does. */
  public String problem() {
    String disk = parts.health().problem();
    return disk.isEmpty() ? parts.budget().problem() : disk;
  }

  /** Brings all that was put to the disk and into the records, as far as the disk lets it. */
  public void flush() {
    parts.recorder().flush();
  }

  /** Looks into each torrent's folder, so that the limit counts them all; the first call only. */
  void scan() {
    scanning.lock();
    try {
      if (!scanned) {
        scanFolders();
        scanned = true;
        parts.budget().counted();
        parts.recorder().schedule(); // of what had to stay in memory until now
      }
    } finally {
      scanning.unlock();
    }
  }

  private void scanFolders() {
    try {
      for (String name : parts.storage().folders(folder)) {
        if (HASH.matcher(name).matches()) {
          scan(InfoHash.fromHex(name));
        }
      }
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("folder", folder)
          .addKeyValue("reason", DiskHealth.reason(e))
          .log("cannot look through the piece store");
    }
  }

  private void trim(Background background) {
    if (!closed) {
      parts.budget().trim();
      background.run(() -> trim(background), TRIM_INTERVAL);
    }
  }

  private void scan(InfoHash infoHash) throws IOException {
    SegmentedStore known = stores.get(infoHash);
    if (known != null) {
      known.contents();
      return;
    }
    Optional<SegmentLayout> layout =
        PieceRecord.layout(parts.storage(), folder.resolve(infoHash.toHex()), infoHash);
    if (layout.isPresent() && layout.get().target() == parts.segmentTarget()) {
      stores.computeIfAbsent(infoHash, hash -> newStore(hash, layout.get())).contents();
    } else {
      countUnknown(infoHash);
    }
  }

  /** Without a record only who knows the torrent can say what its files are; they count as well. */
  private void countUnknown(InfoHash infoHash) throws IOException {
    Path torrent = folder.resolve(infoHash.toHex());
    List<Leftover> files = new ArrayList<>();
    for (Storage.Found file : parts.storage().files(torrent)) {
      SegmentLayout.Name.parse(file.name())
          .map(
              n ->
                  new Leftover(
                      parts.storage(), torrent.resolve(file.name()), file.length(), n.generation()))
          .ifPresent(files::add);
    }
    files.forEach(file -> parts.budget().charge(file.charge()));
    files.forEach(parts.budget()::offer);
    unknown.put(infoHash, files);
    SegmentedStore known = stores.get(infoHash);
    if (known != null && known.isCounted()) {
      forgetUnknown(infoHash);
    }
  }

  /** Its store counts the files. */
  private void forgetUnknown(InfoHash infoHash) {
    List<Leftover> files = unknown.remove(infoHash);
    if (files != null) {
      files.forEach(parts.budget()::withdraw);
    }
  }

  private SegmentedStore newStore(InfoHash infoHash, SegmentLayout layout) {
    SegmentedStore store =
        new SegmentedStore(
            parts,
            folder.resolve(infoHash.toHex()),
            infoHash,
            layout,
            () -> forgetUnknown(infoHash));
    store.keep(marks.has(infoHash));
    return store;
  }

  /** Records what was put and closes the files; leases that are out keep theirs. */
  @Override
  public void close() throws IOException {
    scan(); // or what waits for it in memory would be lost
    closed = true;
    background.close();
    parts.recorder().close();
    stores.values().forEach(SegmentedStore::end);
    parts.openFiles().close();
    lock.close();
  }
}
