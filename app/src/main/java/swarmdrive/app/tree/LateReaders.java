package swarmdrive.app.tree;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import swarmdrive.engine.RangeReader;

/**
 * Readers whose client was told to come again: they stay open, and so do their wishes, until the
 * client has had time to do so. Bounded in number and time, one for each file. Safe for any number
 * of threads.
 */
@Singleton
final class LateReaders {
  /** Clients that obey Retry-After are back within seconds, people within a minute. */
  static final Duration TIME = Duration.ofSeconds(60);

  static final int MOST = 64;

  private final ScheduledExecutorService clock;
  private final Cache<String, RangeReader> readers =
      CacheBuilder.newBuilder()
          .maximumSize(MOST)
          .concurrencyLevel(1)
          .<String, RangeReader>removalListener(removed -> close(removed.getValue()))
          .build();

  @Inject
  LateReaders(ScheduledExecutorService clock) {
    this.clock = clock;
  }

  /** Takes over the reader. */
  @SuppressWarnings("FutureReturnValueIgnored") // forgetting cannot fail in a way to act on
  void keep(String file, RangeReader reader) {
    readers.put(file, reader);
    clock.schedule(
        () -> readers.asMap().remove(file, reader), TIME.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void close(RangeReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
