package swarmdrive.archive.zip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;

/**
 * Finds the directory of an archive.
 *
 * <p>A comment may hold bytes that look like an end record, and bytes may follow it: each candidate
 * is believed only if a directory lies where it says. Those whose comment ends with the archive go
 * first, the last of them before the others.
 */
final class DirectoryEnds {
  /** Candidates that are tried: each may cost a read. */
  private static final int MAX_TRIED = 4;

  private final ByteSource archive;
  private final ArchiveConfig config;
  private @Nullable ArchiveException reason;

  DirectoryEnds(ByteSource archive, ArchiveConfig config) {
    this.archive = archive;
    this.config = config;
  }

  /**
   * The directory, at its start.
   *
   * @throws ArchiveException if there is none, or it is too large
   */
  DirectoryBytes directory() throws IOException {
    Tail tail = Tail.of(archive);
    for (long at : candidates(tail)) {
      DirectoryBytes directory = directory(tail, at);
      if (directory != null) {
        return directory;
      }
    }
    throw reason != null ? reason : new ArchiveException("no zip directory at the archive's end");
  }

  private static List<Long> candidates(Tail tail) {
    List<Long> exact = new ArrayList<>();
    List<Long> loose = new ArrayList<>();
    for (long at = tail.end() - DirectoryEnd.BYTES; at >= tail.position(); at--) {
      if (tail.int32(at) == DirectoryEnd.SIGNATURE) {
        long end = DirectoryEnd.commentEnd(tail, at);
        if (end <= tail.end()) {
          (end == tail.end() ? exact : loose).add(at);
        }
      }
    }
    exact.addAll(loose);
    return exact.subList(0, Math.min(exact.size(), MAX_TRIED));
  }

  private @Nullable DirectoryBytes directory(Tail tail, long at) throws IOException {
    DirectoryEnd end = DirectoryEnd.at(tail, at);
    if (end.split()) {
      return refuse("archive is one part of several");
    }
    if (end.length() < 0 || end.length() > end.end()) {
      return refuse("directory is longer than the archive");
    }
    if (end.length() > config.maxDirectoryBytes()) {
      return refuse(
          "directory of " + end.length() + " bytes, the limit is " + config.maxDirectoryBytes());
    }
    if (end.wide() && (end.entries() < 0 || end.entries() > config.maxEntries())) {
      return refuse("archive has more than " + config.maxEntries() + " members");
    }
    if (end.length() == 0) {
      return end.entries() == 0 && DirectoryEnd.commentEnd(tail, at) == tail.end()
          ? new DirectoryBytes(archive, tail, end, end.end())
          : refuse("directory is empty");
    }
    return beginning(tail, end);
  }

  /** Right before the end record; if something lies between, where the record says. */
  private @Nullable DirectoryBytes beginning(Tail tail, DirectoryEnd end) throws IOException {
    DirectoryBytes near = new DirectoryBytes(archive, tail, end, end.end() - end.length());
    if (near.atMember()) {
      return near;
    }
    if (end.offset() >= 0 && end.offset() < near.start()) {
      DirectoryBytes told = new DirectoryBytes(archive, tail, end, end.offset());
      if (told.atMember()) {
        return told;
      }
    }
    return refuse("no zip directory where the archive's end says");
  }

  private @Nullable DirectoryBytes refuse(String why) {
    reason = reason == null ? new ArchiveException(why) : reason;
    return null;
  }
}
