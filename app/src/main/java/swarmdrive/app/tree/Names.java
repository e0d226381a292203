package swarmdrive.app.tree;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names of one folder while it is put together: safe and different from each other, even where
 * upper and lower case are the same. Who comes second is called {@code Name (2).ext}. Used by one
 * thread.
 */
final class Names {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> last = new HashMap<>();

  /** A name for a file; the number goes before the extension. */
  String takeForFile(String wanted) {
    String name = SafeName.of(wanted);
    String extension = SafeName.extension(name);
    return take(name.substring(0, name.length() - extension.length()), extension);
  }

  /** A name for a folder; the number goes to the end. */
  String takeForFolder(String wanted) {
    return take(SafeName.of(wanted), "");
  }

  private String take(String stem, String extension) {
    String name = stem + extension;
    if (taken.add(key(name))) {
      return name;
    }
    String original = key(stem + "/" + extension);
    int number = last.getOrDefault(original, 1);
    do {
      number++;
      name = numbered(stem, number) + extension;
    } while (!taken.add(key(name)));
    last.put(original, number);
    return name;
  }

  static String numbered(String stem, int number) {
    return stem + " (" + number + ")";
  }

  private static String key(String name) {
    return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
