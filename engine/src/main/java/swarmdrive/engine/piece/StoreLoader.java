package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.InfoHash;

/**
 * Looks into a torrent's folder when it is first needed. As long as that fails, the store holds
 * nothing and must write nothing, or it would put an end to what it cannot see; it is tried again
 * now and then.
 */
final class StoreLoader {
  private static final Logger LOG = LoggerFactory.getLogger(StoreLoader.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final DiskParts disk;
  private final Path folder;
  private final InfoHash infoHash;
  private final SegmentLayout layout;
  private final Consumer<StoreContents> found;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable StoreContents loaded;
  private volatile @Nullable StoreContents nothing; // not null while the folder cannot be read
  private volatile Instant retryAt = Instant.MIN;
  private volatile String problem = "";

  /**
   * @param found told what is in the folder, once, before anybody else
   */
  StoreLoader(
      DiskParts disk,
      Path folder,
      InfoHash infoHash,
      SegmentLayout layout,
      Consumer<StoreContents> found) {
    this.disk = disk;
    this.folder = folder;
    this.infoHash = infoHash;
    this.layout = layout;
    this.found = found;
  }

  /** What is in the folder; nothing if it cannot be read. The first call does I/O. */
  StoreContents contents() {
    StoreContents known = loaded;
    if (known == null && disk.clock().instant().isBefore(retryAt)) {
      known = nothing;
    }
    return known != null ? known : load();
  }

  /** Whether it is known what is in the folder, so that it may be changed. */
  boolean isReady() {
    contents();
    return loaded != null;
  }

  /** Null as long as nobody looked into the folder. */
  @Nullable StoreContents known() {
    return loaded;
  }

  /** Why the folder cannot be read; empty if it can, or was not tried. */
  String problem() {
    return problem;
  }

  private StoreContents load() {
    boolean interrupted = false;
    StoreContents result = null;
    lock.lock();
    try {
      while (result == null) {
        interrupted |= Thread.interrupted();
        result = loaded != null ? loaded : tryLoad();
      }
      return result;
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Null if an interrupt came between. */
  private @Nullable StoreContents tryLoad() {
    try {
      StoreContents contents =
          StoreContents.load(disk.storage(), disk.openFiles(), folder, infoHash, layout);
      found.accept(contents);
      loaded = contents;
      problem = "";
      return contents;
    } catch (ClosedByInterruptException e) {
      return null;
    } catch (IOException e) {
      return failed(e);
    }
  }

  private StoreContents failed(IOException e) {
    if (problem.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("folder", folder)
          .addKeyValue("reason", DiskHealth.reason(e))
          .log("cannot tell which pieces are on disk, doing without them for a while");
    }
    problem = "cannot read " + folder + ": " + DiskHealth.reason(e);
    StoreContents empty = new StoreContents(disk.storage(), folder, infoHash, layout);
    nothing = empty;
    retryAt = disk.clock().instant().plus(PAUSE);
    return empty;
  }
}
