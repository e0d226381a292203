package swarmdrive.app.tree;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.InterruptedByTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.Archives;
import swarmdrive.webdav.DavContent;

/**
 * Directories of archives, each read once in the background on a virtual thread and shared by all
 * who enter. Who enters waits no longer than the first-byte timeout; reading goes on, and the next
 * one finds it done. Bounded in what is kept, in what is read at a time, and in what waits to be
 * read. Safe for any number of threads.
 */
@Singleton
final class ArchiveListings {
  /** More than this many archives waiting to be read are refused for the moment. */
  private static final int MOST_PENDING = 256;

  private final Archives archives;
  private final TreeConfig config;
  private final Cache<String, ArchiveListing> known;
  private final ConcurrentMap<String, CompletableFuture<ArchiveListing>> pending =
      new ConcurrentHashMap<>();
  private final Semaphore reading;

  @Inject
  ArchiveListings(Archives archives, TreeConfig config) {
    this.archives = archives;
    this.config = config;
    this.known = CacheBuilder.newBuilder().maximumSize(config.indexes()).softValues().build();
    this.reading = new Semaphore(config.indexing());
  }

  /**
   * The archive's directory.
   *
   * @throws InterruptedByTimeoutException if it takes longer; it goes on in the background
   */
  ArchiveListing of(Archive archive) throws IOException {
    ArchiveListing listing = known.getIfPresent(key(archive));
    return listing != null ? listing : await(begin(archive));
  }

  /** Whether the directory is in memory: looking into it costs nothing. */
  boolean isKnown(Archive archive) {
    return known.getIfPresent(key(archive)) != null;
  }

  private static String key(Archive archive) {
    return archive.origin().tag() + " " + archive.fileName();
  }

  private CompletableFuture<ArchiveListing> begin(Archive archive)
      throws InterruptedByTimeoutException {
    String key = key(archive);
    CompletableFuture<ArchiveListing> own = new CompletableFuture<>();
    if (pending.size() >= MOST_PENDING && !pending.containsKey(key)) {
      throw new InterruptedByTimeoutException();
    }
    CompletableFuture<ArchiveListing> running = pending.putIfAbsent(key, own);
    if (running == null) {
      Thread.ofVirtual().name("archive-listing").start(() -> read(key, archive, own));
      return own;
    }
    return running;
  }

  private void read(String key, Archive archive, CompletableFuture<ArchiveListing> result) {
    try {
      ArchiveListing listing = readInTurn(archive);
      known.put(key, listing);
      pending.remove(key);
      result.complete(listing);
    } catch (Throwable e) {
      pending.remove(key);
      result.completeExceptionally(e);
    }
  }

  private ArchiveListing readInTurn(Archive archive) throws IOException, InterruptedException {
    reading.acquire();
    try (DavContent content = archive.origin().openIndex()) {
      PatientSource source =
          new PatientSource(content, archive.origin().size(), config.indexTimeout());
      return new ArchiveListing.Indexed(
          archives.index(new ArchiveFile(archive.origin().tag(), archive.fileName(), source)));
    } catch (ArchiveException e) {
      return new ArchiveListing.Damaged(String.valueOf(e.getMessage()));
    } finally {
      reading.release();
    }
  }

  private ArchiveListing await(CompletableFuture<ArchiveListing> result) throws IOException {
    try {
      return result.get(config.firstByteTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new InterruptedByTimeoutException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an archive is read");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause
          ? cause
          : new IOException("an archive's directory cannot be read", e.getCause());
    }
  }
}
