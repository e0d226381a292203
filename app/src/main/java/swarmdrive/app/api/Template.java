package swarmdrive.app.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with variables, as OpenAPI writes it: {@code /torrents/{infoHash}/files}. A last variable
 * that begins with {@code +} takes all segments that are left, as RFC 6570 has it.
 */
record Template(String text) {
  /** The variables' values if the path is of this form; the path begins with a slash. */
  Optional<Map<String, String>> match(String path) {
    List<String> wanted = segments(text);
    List<String> given = segments(path);
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String segment = wanted.get(i);
      if (i >= given.size()) {
        return Optional.empty();
      }
      if (segment.startsWith("{+")) {
        values.put(name(segment, 2), String.join("/", given.subList(i, given.size())));
        return Optional.of(values);
      }
      if (segment.startsWith("{") && !given.get(i).isEmpty()) {
        values.put(name(segment, 1), given.get(i));
      } else if (!segment.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return wanted.size() == given.size() ? Optional.of(values) : Optional.empty();
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  private static String name(String segment, int from) {
    return segment.substring(from, segment.length() - 1);
  }
}
