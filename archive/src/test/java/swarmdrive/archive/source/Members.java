package swarmdrive.archive.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData;

/** Shortcuts to what an index knows. */
public final class Members {
  private Members() {}

  /** All paths, folders with a slash, as a walk finds them. */
  public static List<String> paths(ArchiveIndex index) {
    List<String> paths = new ArrayList<>();
    walk(index, List.of(), paths);
    return paths;
  }

  private static void walk(ArchiveIndex index, List<String> folder, List<String> paths) {
    for (ArchiveEntry entry : index.list(folder).orElseThrow()) {
      paths.add(String.join("/", entry.path()) + (entry.folder() ? "/" : ""));
      if (entry.folder()) {
        walk(index, entry.path(), paths);
      }
    }
  }

  public static ArchiveEntry find(ArchiveIndex index, String path) {
    return index.find(List.of(path.split("/", -1))).orElseThrow();
  }

  public static byte[] read(ArchiveIndex index, String path, ByteSource archive)
      throws IOException {
    return read(index.data(find(index, path), archive), archive);
  }

  public static byte[] read(MemberData data, ByteSource archive) throws IOException {
    return switch (data) {
      case MemberData.Mapped(long position, long length) ->
          read(archive, position, Math.toIntExact(length));
      case MemberData.Decoded(MemberData.DecodedSource source) -> {
        try (source) {
          yield read(source, 0, Math.toIntExact(source.size()));
        }
      }
    };
  }

  public static byte[] read(ByteSource source, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    source.readFully(position, bytes);
    return bytes.array();
  }
}
