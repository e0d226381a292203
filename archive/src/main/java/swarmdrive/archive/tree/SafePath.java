package swarmdrive.archive.tree;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A member's path as the archive spells it, turned into safe segments. */
final class SafePath {
  /** Deeper members are hidden: no file system holds them, and each level costs. */
  static final int MAX_DEPTH = 128;

  private static final Splitter SLASHES = Splitter.on('/');

  private SafePath() {}

  /**
   * The segments of a path. {@code .} and empty ones are dropped, {@code ..} is resolved.
   *
   * @return empty if it climbs out of the archive or is too deep
   */
  static Optional<List<String>> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : SLASHES.split(path)) {
      if (isName(segment)) {
        if (segments.size() == MAX_DEPTH) {
          return Optional.empty();
        }
        segments.add(SafeName.of(segment));
      } else if (segment.equals("..")) {
        if (segments.isEmpty()) {
          return Optional.empty();
        }
        segments.removeLast();
      }
    }
    return Optional.of(List.copyOf(segments));
  }

  static boolean isName(String segment) {
    return !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
  }
}
