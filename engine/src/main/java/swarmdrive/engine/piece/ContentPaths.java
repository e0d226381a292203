package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import swarmdrive.engine.metainfo.Metainfo;

/** Finds a torrent's files under their own names in a folder, and nothing outside of it. */
final class ContentPaths {
  private final Path root;

  /**
   * @param content the file of a single-file torrent, or the folder with the files
   */
  ContentPaths(Path content) throws IOException {
    try {
      this.root = content.toRealPath();
    } catch (NoSuchFileException e) {
      throw new IOException(content + " does not exist", e);
    }
  }

  Path resolve(Metainfo metainfo, Metainfo.FileEntry file) throws IOException {
    return metainfo.singleFile() ? root : resolve(file.path());
  }

  private Path resolve(List<String> segments) throws IOException {
    Path path = root;
    for (String segment : segments) {
      path = path.resolve(plainName(segment));
    }
    try {
      if (path.toRealPath().startsWith(root)) {
        return path;
      }
    } catch (NoSuchFileException e) {
      throw new IOException(path + " is missing", e);
    }
    throw new IOException(path + " leads out of " + root);
  }

  /** One step down, whatever the torrent says. */
  private Path plainName(String segment) throws IOException {
    try {
      Path name = root.getFileSystem().getPath(segment);
      boolean plain =
          !segment.isEmpty()
              && !segment.equals(".")
              && !segment.equals("..")
              && !name.isAbsolute()
              && name.getNameCount() == 1
              && name.toString().equals(segment);
      if (plain) {
        return name;
      }
    } catch (InvalidPathException e) {
      throw new IOException("no file can be called \"" + printable(segment) + "\" here", e);
    }
    throw new IOException("no file can be called \"" + printable(segment) + "\" here");
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
