package swarmdrive.engine.metainfo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.UnsignedBytes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The files of which a torrent is to be made, as they were when they were listed.
 *
 * @param root the file or folder, its real path
 * @param isFolder whether it is a folder
 * @param files regular files in order; one with the root's name if it is a file
 */
record ContentListing(Path root, boolean isFolder, List<Item> files) {
  private static final Set<String> LEFT_BEHIND = Set.of(".ds_store", "thumbs.db", "desktop.ini");

  /**
   * One file.
   *
   * @param segments path below the root
   * @param length bytes
   */
  record Item(Path path, List<String> segments, long length, FileTime modified) {
    static Item of(Path path, List<String> segments, BasicFileAttributes attributes) {
      return new Item(path, segments, attributes.size(), attributes.lastModifiedTime());
    }
  }

  static ContentListing of(Path content) throws IOException {
    try {
      Path root = content.toRealPath();
      if (root.getFileName() == null) {
        throw new IOException(root + " has no name that a torrent could have");
      }
      return list(root, Files.readAttributes(root, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      throw new IOException(e.getFile() + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException(e.getFile() + " may not be read", e);
    }
  }

  private static ContentListing list(Path root, BasicFileAttributes attributes) throws IOException {
    if (attributes.isDirectory()) {
      return new ContentListing(root, true, filesIn(root));
    }
    if (!attributes.isRegularFile()) {
      throw new IOException(root + " is neither a file nor a folder");
    }
    return new ContentListing(
        root, false, List.of(Item.of(root, List.of(root.getFileName().toString()), attributes)));
  }

  private static List<Item> filesIn(Path root) throws IOException {
    List<Item> files = new ArrayList<>();
    Files.walkFileTree(root, new Collector(root, files));
    files.sort(Comparator.comparing(Item::segments, ContentListing::compare));
    return List.copyOf(files);
  }

  /** The same on every system: by the UTF-8 bytes of one segment after the other. */
  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order =
          UnsignedBytes.lexicographicalComparator()
              .compare(a.get(i).getBytes(UTF_8), b.get(i).getBytes(UTF_8));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  String name() {
    return root.getFileName().toString();
  }

  long totalLength() {
    return files.stream().mapToLong(Item::length).sum();
  }

  List<ContentHasher.Part> parts() {
    return files.stream()
        .map(file -> new ContentHasher.Part(Optional.of(file.path()), file.length()))
        .toList();
  }

  void requireUnchanged() throws IOException {
    for (Item file : files) {
      BasicFileAttributes now = Files.readAttributes(file.path(), BasicFileAttributes.class);
      if (now.size() != file.length() || !now.lastModifiedTime().equals(file.modified())) {
        throw new IOException(file.path() + " changed while it was read");
      }
    }
  }

  /** Takes regular files, does not follow links. */
  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Item> files;

    Collector(Path root, List<Item> files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile() && !isLeftBehind(file)) {
        if (files.size() == InfoDictionary.MAX_FILES) {
          throw new IOException(root + " has more than " + files.size() + " files");
        }
        List<String> segments = new ArrayList<>();
        root.relativize(file).forEach(segment -> segments.add(segment.toString()));
        files.add(Item.of(file, List.copyOf(segments), attributes));
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean isLeftBehind(Path file) {
      Path name = file.getFileName();
      return name != null && LEFT_BEHIND.contains(name.toString().toLowerCase(Locale.ROOT));
    }
  }
}
