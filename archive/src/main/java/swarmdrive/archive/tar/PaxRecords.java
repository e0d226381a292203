package swarmdrive.archive.tar;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What an extended header says, as far as anybody here wants to know it. Not thread-safe.
 *
 * <p>A sparse map that GNU tar spreads over pairs of records is joined to one value.
 */
final class PaxRecords {
  static final String SPARSE_MAP = "GNU.sparse.map";

  private static final String SPARSE_OFFSET = "GNU.sparse.offset";
  private static final String SPARSE_LENGTH = "GNU.sparse.numbytes";

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
  private static final int MAX_DIGITS = 20; // of a record's length

  private final Map<String, String> values = new HashMap<>();

  /**
   * Adds records, each {@code "length key=value\n"}.
   *
   * @return false if they are damaged
   */
  boolean add(byte[] records) {
    StringBuilder pairs = new StringBuilder();
    for (int at = 0; at < records.length && records[at] != 0; ) {
      int blank = indexOf(records, ' ', at, Math.min(records.length, at + MAX_DIGITS));
      OptionalLong length = number(text(records, at, blank));
      if (length.isEmpty() || length.getAsLong() > records.length - at) {
        return false;
      }
      int end = at + (int) length.getAsLong();
      int equals = indexOf(records, '=', blank, end);
      if (equals < 0) { // so also if the record ends before it begins
        return false;
      }
      put(text(records, blank + 1, equals), text(records, equals + 1, end - 1), pairs);
      at = end;
    }
    if (!pairs.isEmpty()) {
      values.put(SPARSE_MAP, pairs.toString());
    }
    return true;
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static String text(byte[] bytes, int from, int to) {
    return to < from ? "" : TarHeader.decode(Arrays.copyOfRange(bytes, from, to));
  }

  private void put(String key, String value, StringBuilder pairs) {
    switch (key) {
      case SPARSE_OFFSET, SPARSE_LENGTH -> pairs.append(pairs.isEmpty() ? "" : ",").append(value);
      case "path", "linkpath", "size", "mtime" -> values.put(key, value);
      default -> {
        if (key.startsWith("GNU.sparse.")) {
          values.put(key, value);
        }
      }
    }
  }

  /** Empty if it is not told, or told to be nothing. */
  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
  }

  /** The whole part of a decimal number; empty if it is none, or has more than 18 digits. */
  static OptionalLong number(String text) {
    int dot = text.indexOf('.');
    String whole = dot < 0 ? text : text.substring(0, dot);
    return NUMBER.matcher(whole).matches()
        ? OptionalLong.of(Long.parseLong(whole))
        : OptionalLong.empty();
  }
}
