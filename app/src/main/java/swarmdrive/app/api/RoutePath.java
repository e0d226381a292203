package swarmdrive.app.api;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Names of routes, such as {@code films/old}, and the library's folders for them. Names that some
 * file system refuses, or that programs hide, are no routes.
 */
final class RoutePath {
  private static final int MOST_DEPTH = 32;
  private static final int MOST_BYTES = 255;
  private static final Pattern SEGMENT =
      Pattern.compile("[^.\\p{Cntrl}\"*/:<>?\\\\|][^\\p{Cntrl}\"*/:<>?\\\\|]*(?<![. ])");

  private RoutePath() {}

  /** The route of a folder in the library, with slashes on every system; empty for its root. */
  static String of(Path root, Path folder) {
    return StreamSupport.stream(root.relativize(folder).spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  /**
   * The folder of a route, whether it exists or not; links are no routes.
   *
   * @param route segments separated by slashes; empty for the root
   */
  static Path folder(Path root, String route) throws ProblemException {
    if (route.isEmpty()) {
      return root;
    }
    String[] segments = route.split("/", -1);
    if (segments.length > MOST_DEPTH) {
      throw ProblemException.unprocessable("routes are at most " + MOST_DEPTH + " folders deep");
    }
    Path folder = root;
    for (String segment : segments) {
      folder = folder.resolve(checked(root, segment));
      if (Files.isSymbolicLink(folder)) {
        throw ProblemException.unprocessable(
            segment + " is a link; routes are folders of the library");
      }
    }
    return folder;
  }

  private static Path checked(Path root, String segment) throws ProblemException {
    if (SEGMENT.matcher(segment).matches()
        && segment.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= MOST_BYTES) {
      try {
        return root.getFileSystem().getPath(segment);
      } catch (InvalidPathException e) {
        // told below
      }
    }
    throw ProblemException.unprocessable(
        "a route is made of folder names with slashes between them, without . at an end and without"
            + " \" * : < > ? \\ |");
  }
}
