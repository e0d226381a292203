package swarmdrive.app.api;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Makes a name of a library file of a torrent's name, which is a stranger's. */
final class FileName {
  /** File systems take 255 bytes; the rest is for a number and the extension. */
  static final int MOST_BYTES = 200;

  private static final Pattern REFUSED = Pattern.compile("[\\p{Cntrl}\\p{Cs}\"*/:<>?\\\\|]");
  private static final Pattern HIDDEN = Pattern.compile("^[. ]+");
  private static final Pattern LOST = Pattern.compile("[. ]+$");
  private static final Pattern DEVICE =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private FileName() {}

  /**
   * A name that every file system takes and that no program hides.
   *
   * @param otherwise if nothing is left of it
   */
  static String of(String name, String otherwise) {
    String safe = REFUSED.matcher(name).replaceAll("_");
    safe = LOST.matcher(cut(HIDDEN.matcher(safe).replaceFirst(""))).replaceFirst("");
    if (safe.isEmpty()) {
      return otherwise;
    }
    return DEVICE.matcher(safe).matches() ? "_" + safe : safe;
  }

  private static String cut(String name) {
    String cut = name;
    while (cut.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }
}
