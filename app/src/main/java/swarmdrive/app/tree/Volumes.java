package swarmdrive.app.tree;

import com.google.common.base.Ascii;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the files of a folder that are volumes of one archive, by their names. Reads nothing. */
final class Volumes {
  private static final Pattern FIRST_PART = Pattern.compile("(.+\\.part)(0*1)(\\.rar)");
  private static final Pattern FIRST_OLD = Pattern.compile("(.+)\\.rar");

  /** More than any program makes. */
  private static final int MOST = 10_000;

  private final Map<String, TreeFile> files = new HashMap<>(); // by name in lower case

  /** Of one folder's files. */
  Volumes(List<TreeFile> folder) {
    folder.forEach(file -> files.putIfAbsent(Ascii.toLowerCase(file.name()), file));
  }

  /** The file with all of its volumes behind each other; the file itself if it has no others. */
  TreeFile whole(TreeFile first) {
    List<Origin> origins = new ArrayList<>(List.of(first.origin()));
    for (int number = 2; number <= MOST; number++) {
      Optional<TreeFile> next = volume(Ascii.toLowerCase(first.name()), number);
      if (next.isEmpty()) {
        break;
      }
      origins.add(next.get().origin());
    }
    return origins.size() == 1
        ? first
        : new TreeFile(first.name(), first.modified(), JoinedOrigin.of(origins));
  }

  /**
   * The volume of a number from 2 on.
   *
   * @param first name of the first one
   */
  private Optional<TreeFile> volume(String first, int number) {
    Matcher part = FIRST_PART.matcher(first);
    if (part.matches()) {
      String digits = ("%0" + part.group(2).length() + "d").formatted(number);
      return Optional.ofNullable(files.get(part.group(1) + digits + part.group(3)));
    }
    Matcher old = FIRST_OLD.matcher(first);
    return old.matches() && number <= 2 + 9 * 100
        ? Optional.ofNullable(files.get(old.group(1) + "." + oldEnding(number - 2)))
        : Optional.empty();
  }

  /** {@code r00} to {@code r99}, then {@code s00}, as the old names go. */
  private static String oldEnding(int number) {
    return (char) ('r' + number / 100) + "%02d".formatted(number % 100);
  }
}
