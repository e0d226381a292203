package swarmdrive.app.property;

import com.google.common.collect.ImmutableMap;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.webdav.DavFullException;
import swarmdrive.webdav.DavProperties;
import swarmdrive.webdav.PropertyName;

/**
 * Properties in memory and in a log of lines, each forced to the disk before the client hears of
 * it; written anew when most of it is history. One thread of its own changes both; any may ask.
 */
public final class PropertyLog implements DavProperties, Closeable {
  private static final Logger log = LoggerFactory.getLogger(PropertyLog.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What is kept at most, in characters: 50,000 files with what Windows sets. */
  private static final long MOST = 16L << 20;

  private static final long SMALL_LOG = 1L << 20;

  private final Path file;
  private final long most;
  private final PropertyTable table = new PropertyTable();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("properties").factory());
  private @Nullable FileChannel channel;

  /**
   * Reads what is there.
   *
   * @param file made when something is set
   */
  public PropertyLog(Path file) throws IOException {
    this(file, MOST);
  }

  PropertyLog(Path file, long most) throws IOException {
    this.file = file;
    this.most = most;
    if (Files.exists(file)) {
      read();
    }
  }

  private void read() throws IOException {
    int broken = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<PropertyLine> read = PropertyLine.parse(line);
        read.ifPresent(one -> table.put(one.path(), one.properties()));
        broken += read.isPresent() ? 0 : 1;
      }
    }
    if (broken > 0) {
      log.atWarn().addKeyValue("file", file).addKeyValue("lines", broken).log("cannot be read");
      // the next line must not become a part of a broken one
      rewrite();
    }
  }

  @Override
  public Map<PropertyName, String> of(List<String> path) {
    return table.of(PropertyTable.key(path));
  }

  @Override
  public void change(List<String> path, Map<PropertyName, Optional<String>> changes)
      throws IOException {
    String key = PropertyTable.key(path);
    inTurn(() -> apply(Map.of(key, table.changed(key, changes))));
  }

  @Override
  public void moved(List<String> from, List<String> to) throws IOException {
    inTurn(
        () -> {
          Map<String, ImmutableMap<PropertyName, String>> changes = copies(from, to, true);
          table
              .under(PropertyTable.key(from))
              .keySet()
              .forEach(path -> changes.put(path, ImmutableMap.of()));
          apply(changes);
        });
  }

  @Override
  public void copied(List<String> from, List<String> to, boolean deep) throws IOException {
    inTurn(() -> apply(copies(from, to, deep)));
  }

  @Override
  public void deleted(List<String> path) throws IOException {
    inTurn(() -> apply(removed(PropertyTable.key(path))));
  }

  private Map<String, ImmutableMap<PropertyName, String>> removed(String path) {
    Map<String, ImmutableMap<PropertyName, String>> changes = new HashMap<>();
    table.under(path).keySet().forEach(below -> changes.put(below, ImmutableMap.of()));
    return changes;
  }

  private Map<String, ImmutableMap<PropertyName, String>> copies(
      List<String> from, List<String> to, boolean deep) {
    String source = PropertyTable.key(from);
    String target = PropertyTable.key(to);
    Map<String, ImmutableMap<PropertyName, String>> changes = removed(target);
    table
        .under(source)
        .forEach(
            (path, properties) -> {
              if (deep || path.equals(source)) {
                changes.put(target + path.substring(source.length()), properties);
              }
            });
    return changes;
  }

  /** Something that the log's own thread does. */
  @FunctionalInterface
  private interface Act {
    void run() throws IOException;
  }

  private void inTurn(Act act) throws IOException {
    Future<?> turn =
        writer.submit(
            () -> {
              act.run();
              return null;
            });
    try {
      turn.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while properties were written", e);
    } catch (TimeoutException e) {
      throw new IOException("the disk takes too long for properties", e);
    }
  }

  private void apply(Map<String, ImmutableMap<PropertyName, String>> changes) throws IOException {
    Map<String, ImmutableMap<PropertyName, String>> real = new HashMap<>(changes);
    real.entrySet().removeIf(change -> table.of(change.getKey()).equals(change.getValue()));
    if (real.isEmpty()) {
      return;
    }
    requireRoom(real);
    append(real);
    real.forEach(table::put);
    rewriteIfMostIsHistory();
  }

  private void requireRoom(Map<String, ImmutableMap<PropertyName, String>> changes)
      throws DavFullException {
    long more = 0;
    for (Map.Entry<String, ImmutableMap<PropertyName, String>> change : changes.entrySet()) {
      more += PropertyTable.size(change.getKey(), change.getValue());
      more -= PropertyTable.size(change.getKey(), table.of(change.getKey()));
    }
    if (more > 0 && table.characters() + more > most) {
      throw new DavFullException("no more properties can be kept");
    }
  }

  private void append(Map<String, ImmutableMap<PropertyName, String>> changes) throws IOException {
    FileChannel open = open();
    // what a failed write left must not become part of the next line
    long end = open.size();
    try {
      write(open, changes);
    } catch (IOException e) {
      open.truncate(end);
      throw e;
    }
  }

  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      channel = open;
    }
    return open;
  }

  private static void write(
      FileChannel channel, Map<String, ImmutableMap<PropertyName, String>> entries)
      throws IOException {
    for (Map.Entry<String, ImmutableMap<PropertyName, String>> entry : entries.entrySet()) {
      String line = new PropertyLine(entry.getKey(), entry.getValue()).text();
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    channel.force(true);
  }

  private void rewriteIfMostIsHistory() throws IOException {
    FileChannel old = open();
    if (old.size() < SMALL_LOG || old.size() < 8 * table.characters()) {
      return;
    }
    old.close();
    channel = null;
    rewrite();
  }

  private void rewrite() throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel target =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      write(target, table.all());
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        log.atWarn().log("properties are still being written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (channel != null) {
      channel.close();
    }
  }
}
