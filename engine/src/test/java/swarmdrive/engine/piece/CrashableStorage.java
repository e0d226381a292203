package swarmdrive.engine.piece;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A disk in memory that can be full, fail, and lose its power: then each write since a file was
 * last forced is there, or not, or in part, and so is each change of a folder since that was
 * forced. As strict as the loosest file system.
 */
final class CrashableStorage implements Storage {
  private static final int SECTOR = 512;

  /** A change of a file's bytes that may be lost. */
  private interface Change {
    byte[] apply(byte[] bytes, Random random);
  }

  private static final class Node {
    private final boolean pieces;
    private byte[] current = new byte[0];
    private byte[] durable = new byte[0];
    private final List<Change> unforced = new ArrayList<>();

    Node(boolean pieces) {
      this.pieces = pieces;
    }

    void force() {
      durable = current.clone();
      unforced.clear();
    }

    /** What is left after the power was lost. */
    Node survivor(Random random) {
      byte[] bytes = durable;
      for (Change change : unforced) {
        if (random.nextInt(3) > 0) {
          bytes = change.apply(bytes, random);
        }
      }
      Node node = new Node(pieces);
      node.current = bytes.clone();
      node.durable = bytes.clone();
      return node;
    }
  }

  /** A change of names that may be lost. */
  private record Naming(Path folder, java.util.function.Consumer<Map<Path, Node>> change) {}

  private Map<Path, Node> names = new HashMap<>();
  private Map<Path, Node> durableNames = new HashMap<>();
  private final List<Naming> unforcedNames = new ArrayList<>();
  private int power; // number of times that it was lost
  private volatile long room = Long.MAX_VALUE;
  private volatile boolean forceFails;
  private volatile boolean deletionsFail;
  private volatile boolean deletionsFreeNothing;
  private long mostStored;
  private long leastFree = Long.MAX_VALUE;
  volatile boolean namesFail;

  /** How many bytes may still be written before the disk is full. */
  void setRoom(long bytes) {
    room = bytes;
  }

  /** Files cannot be deleted: somebody has them open, on Windows. */
  void setDeletionsFail(boolean fail) {
    deletionsFail = fail;
  }

  /** Something else holds what is deleted: a snapshot. */
  void setDeletionsFreeNothing(boolean nothing) {
    deletionsFreeNothing = nothing;
  }

  /** The most bytes that files of pieces had after one of them grew. */
  synchronized long mostStored() {
    return mostStored;
  }

  /** The least room that was left after a file of pieces grew. */
  synchronized long leastFreeAfterAWrite() {
    return leastFree;
  }

  synchronized void forgetMost() {
    mostStored = 0;
  }

  private void grew(Node node, long bytes) {
    room -= room == Long.MAX_VALUE ? 0 : bytes;
    if (node.pieces && bytes > 0) {
      long stored =
          names.values().stream().filter(n -> n.pieces).mapToLong(n -> n.current.length).sum();
      mostStored = Math.max(mostStored, stored);
      leastFree = Math.min(leastFree, room);
    }
  }

  void setForceFails(boolean fails) {
    forceFails = fails;
  }

  /** Opening, making, renaming files fails. */
  void setNamesFail(boolean fails) {
    namesFail = fails;
  }

  /** Every open channel is dead; what was not forced is there by chance. */
  synchronized void losePower(Random random) {
    power++;
    Map<Path, Node> left = new HashMap<>(durableNames);
    for (Naming naming : unforcedNames) {
      if (random.nextInt(3) > 0) {
        naming.change().accept(left);
      }
    }
    names = new HashMap<>();
    left.forEach((path, node) -> names.put(path, node.survivor(random)));
    durableNames = new HashMap<>(names);
    unforcedNames.clear();
  }

  /** The process dies, the system lives: nothing is lost, but every open channel is dead. */
  synchronized void killProcess() {
    power++;
  }

  @Override
  public synchronized FileChannel open(Path file) throws IOException {
    requireNames();
    Node node = names.get(file);
    if (node == null) {
      throw new NoSuchFileException(file.toString());
    }
    return new Channel(node);
  }

  @Override
  public synchronized FileChannel create(Path file) throws IOException {
    requireNames();
    if (!names.containsKey(file)) {
      Node node = new Node(file.toString().endsWith(".seg"));
      rename(folderOf(file), all -> all.put(file, node));
    }
    return open(file);
  }

  private void rename(Path folder, java.util.function.Consumer<Map<Path, Node>> change) {
    change.accept(names);
    unforcedNames.add(new Naming(folder, change));
  }

  /** The bytes that a process sees now. */
  synchronized byte[] bytes(Path file) {
    return node(file).current.clone();
  }

  /** Somebody changes a file; lasting. */
  synchronized void replace(Path file, byte[] bytes) {
    node(file).current = bytes.clone();
    node(file).force();
  }

  private Node node(Path file) {
    return java.util.Objects.requireNonNull(names.get(file));
  }

  private static Path folderOf(Path file) {
    return java.util.Objects.requireNonNull(file.getParent());
  }

  private void requireNames() throws IOException {
    if (namesFail) {
      throw new java.nio.file.FileSystemException("x", null, "Input/output error");
    }
  }

  @Override
  public synchronized List<Found> files(Path folder) {
    return names.entrySet().stream()
        .filter(entry -> folder.equals(entry.getKey().getParent()))
        .map(e -> new Found(e.getKey().getFileName().toString(), e.getValue().current.length))
        .toList();
  }

  @Override
  public synchronized List<String> folders(Path folder) {
    return names.keySet().stream()
        .filter(path -> path.startsWith(folder) && path.getNameCount() == folder.getNameCount() + 2)
        .map(path -> folderOf(path).getFileName().toString())
        .distinct()
        .toList();
  }

  @Override
  public synchronized void delete(Path path) throws IOException {
    Node node = names.get(path);
    if (deletionsFail && node != null) {
      throw new java.nio.file.AccessDeniedException(path.toString());
    }
    if (node != null && !deletionsFreeNothing) {
      room += room == Long.MAX_VALUE ? 0 : node.current.length;
    }
    rename(folderOf(path), all -> all.remove(path));
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    requireNames();
    rename(
        folderOf(from),
        all -> {
          Node node = all.remove(from);
          if (node != null) {
            all.put(to, node);
          }
        });
  }

  @Override
  public synchronized void forceFolder(Path folder) throws IOException {
    if (forceFails) {
      throw new IOException("Input/output error");
    }
    unforcedNames.removeIf(
        naming -> {
          boolean inside = naming.folder().equals(folder);
          if (inside) {
            naming.change().accept(durableNames);
          }
          return inside;
        });
  }

  /** As much as fits, less what other programs have taken. */
  @Override
  public long usableBytes(Path folder) {
    return room;
  }

  @Override
  public Closeable lock(Path folder) {
    return () -> {};
  }

  private static byte[] grown(byte[] bytes, int length) {
    return bytes.length >= length ? bytes : Arrays.copyOf(bytes, length);
  }

  private static byte[] write(byte[] bytes, int at, byte[] written) {
    byte[] result = grown(bytes, at + written.length).clone();
    System.arraycopy(written, 0, result, at, written.length);
    return result;
  }

  /** Some of the sectors; the file may have its new length without the bytes. */
  private static byte[] tornWrite(byte[] bytes, int at, byte[] written, Random random) {
    if (random.nextBoolean()) {
      return write(bytes, at, written);
    }
    byte[] result = grown(bytes, at + random.nextInt(written.length + 1)).clone();
    for (int from = 0; from < written.length; from += SECTOR) {
      int to = Math.min(from + SECTOR, written.length);
      if (random.nextBoolean() && at + to <= result.length) {
        System.arraycopy(written, from, result, at + from, to - from);
      }
    }
    return result;
  }

  private final class Channel extends FileChannel {
    private final Node node;
    private final int openedAt = power;

    Channel(Node node) {
      this.node = node;
    }

    private void requirePower() throws IOException {
      if (openedAt != power) {
        throw new IOException("the process is dead");
      }
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      synchronized (CrashableStorage.this) {
        requirePower();
        if (position >= node.current.length) {
          return -1;
        }
        int length = (int) Math.min(target.remaining(), node.current.length - position);
        target.put(node.current, (int) position, length);
        return length;
      }
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      synchronized (CrashableStorage.this) {
        requirePower();
        long fitting = room == Long.MAX_VALUE ? room : node.current.length + room - position;
        byte[] written = new byte[(int) Math.clamp(fitting, 0, source.remaining())];
        if (written.length == 0 && source.hasRemaining()) {
          throw new IOException("No space left on device");
        }
        source.get(written);
        int at = (int) position;
        int before = node.current.length;
        node.current = CrashableStorage.write(node.current, at, written);
        grew(node, node.current.length - before);
        node.unforced.add((bytes, random) -> tornWrite(bytes, at, written, random));
        return written.length;
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (CrashableStorage.this) {
        requirePower();
        return node.current.length;
      }
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      synchronized (CrashableStorage.this) {
        requirePower();
        if (size < node.current.length) {
          node.current = Arrays.copyOf(node.current, (int) size);
          node.unforced.add(
              (bytes, random) -> size < bytes.length ? Arrays.copyOf(bytes, (int) size) : bytes);
        }
        return this;
      }
    }

    @Override
    public void force(boolean metaData) throws IOException {
      synchronized (CrashableStorage.this) {
        requirePower();
        if (forceFails) {
          node.unforced.clear(); // as Linux: what failed once counts as clean, and is not written
          throw new IOException("Input/output error");
        }
        node.force();
      }
    }

    @Override
    protected void implCloseChannel() {}

    @Override
    public int read(ByteBuffer target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long newPosition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public java.nio.MappedByteBuffer map(MapMode mode, long position, long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }
  }
}
