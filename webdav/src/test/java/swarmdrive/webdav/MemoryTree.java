package swarmdrive.webdav;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A tree in memory that can be changed. Its faults: an act fails; names that begin with {@code
 * fixed} may not be changed. What is open is counted.
 */
public final class MemoryTree implements DavWriter, DavProperties {
  private static final String FIXED = "fixed";
  private final Folder root = new Folder("");
  private final Map<List<String>, Map<PropertyName, String>> properties = new ConcurrentHashMap<>();
  private final AtomicInteger version = new AtomicInteger();
  private @Nullable IOException fault;

  public final AtomicInteger openUploads = new AtomicInteger();

  private static final class Folder implements DavFolder {
    final String name;
    final TreeMap<String, DavNode> nodes = new TreeMap<>();

    Folder(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Instant modified() {
      return FakeFolder.MODIFIED;
    }

    @Override
    public synchronized Optional<DavNode> child(String wanted) {
      return Optional.ofNullable(nodes.get(wanted));
    }

    @Override
    public synchronized List<DavNode> children() {
      return new ArrayList<>(nodes.values());
    }

    synchronized void put(DavNode node) {
      nodes.put(node.name(), node);
    }

    synchronized void remove(String wanted) {
      nodes.remove(wanted);
    }
  }

  public DavFolder root() {
    return root;
  }

  /** The next acts fail so; null for none. */
  public void fail(@Nullable IOException fault) {
    this.fault = fault;
  }

  /** The bytes of a file, as text; null if there is none. */
  public @Nullable String text(String path) throws IOException {
    DavNode node = root;
    for (String name : path.split("/")) {
      node = node instanceof Folder folder ? folder.child(name).orElse(null) : null;
    }
    return node instanceof FakeFile file ? new String(file.bytes(), StandardCharsets.UTF_8) : null;
  }

  /** Puts a file, making folders above it. */
  public MemoryTree with(String path, String text) throws IOException {
    Folder folder = root;
    String[] names = path.split("/");
    for (int i = 0; i < names.length - 1; i++) {
      if (folder.child(names[i]).isEmpty()) {
        folder.put(new Folder(names[i]));
      }
      folder = (Folder) folder.child(names[i]).orElseThrow();
    }
    folder.put(file(names[names.length - 1], text.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  private FakeFile file(String name, byte[] bytes) {
    return new FakeFile(name, bytes).etag("v" + version.incrementAndGet());
  }

  private Folder folder(List<String> path) throws IOException {
    Folder folder = root;
    for (String name : path) {
      if (!(folder.child(name).orElse(null) instanceof Folder inner)) {
        throw new NoSuchFileException(String.join("/", path));
      }
      folder = inner;
    }
    return folder;
  }

  private Folder parent(List<String> path) throws IOException {
    if (path.getLast().startsWith(FIXED)) {
      throw new DavRefusedException("this is fixed");
    }
    if (fault != null) {
      throw fault;
    }
    return folder(path.subList(0, path.size() - 1));
  }

  @Override
  public boolean writable() {
    return true;
  }

  @Override
  public DavUpload upload(List<String> path) throws IOException {
    parent(path);
    openUploads.incrementAndGet();
    return new DavUpload() {
      private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

      @Override
      public void write(byte[] buffer, int offset, int length) {
        bytes.write(buffer, offset, length);
      }

      @Override
      public void commit() throws IOException {
        parent(path).put(file(path.getLast(), bytes.toByteArray()));
      }

      @Override
      public void close() {
        openUploads.decrementAndGet();
      }
    };
  }

  @Override
  public void makeFolder(List<String> path) throws IOException {
    parent(path).put(new Folder(path.getLast()));
  }

  @Override
  public void delete(List<String> path) throws IOException {
    parent(path).remove(path.getLast());
  }

  @Override
  public void move(List<String> from, List<String> to) throws IOException {
    copy(from, to, true);
    delete(from);
  }

  @Override
  public void copy(List<String> from, List<String> to, boolean deep) throws IOException {
    DavNode source = folder(from.subList(0, from.size() - 1)).child(from.getLast()).orElseThrow();
    parent(to).put(copied(source, to.getLast(), deep));
  }

  private DavNode copied(DavNode source, String name, boolean deep) {
    if (source instanceof FakeFile file) {
      return file(name, file.bytes());
    }
    Folder copy = new Folder(name);
    if (deep) {
      ((Folder) source).children().forEach(child -> copy.put(copied(child, child.name(), true)));
    }
    return copy;
  }

  @Override
  public DavQuota quota(List<String> path) {
    return new DavQuota(1_000_000, 2345);
  }

  @Override
  public Map<PropertyName, String> of(List<String> path) {
    return properties.getOrDefault(path, Map.of());
  }

  @Override
  public void change(List<String> path, Map<PropertyName, Optional<String>> changes)
      throws IOException {
    if (fault != null) {
      throw fault;
    }
    Map<PropertyName, String> now = new java.util.HashMap<>(of(path));
    changes.forEach(
        (name, value) ->
            value.ifPresentOrElse(text -> now.put(name, text), () -> now.remove(name)));
    properties.put(List.copyOf(path), now);
  }

  private static boolean below(List<String> path, List<String> folder) {
    return path.size() >= folder.size() && path.subList(0, folder.size()).equals(folder);
  }

  @Override
  public void moved(List<String> from, List<String> to) {
    copied(from, to, true);
    deleted(from);
  }

  @Override
  public void copied(List<String> from, List<String> to, boolean deep) {
    deleted(to);
    for (List<String> path : List.copyOf(properties.keySet())) {
      if (deep ? below(path, from) : path.equals(from)) {
        List<String> target = new ArrayList<>(to);
        target.addAll(path.subList(from.size(), path.size()));
        properties.put(target, of(path));
      }
    }
  }

  @Override
  public void deleted(List<String> path) {
    properties.keySet().removeIf(other -> below(other, path));
  }
}
