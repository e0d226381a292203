package swarmdrive.archive.tree;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * One path segment that every desktop can hold: NFC, no control or direction characters, nothing
 * that Windows refuses, about {@value #MAX_BYTES} bytes of UTF-8 at most. What is refused becomes
 * its full-width twin or symbol, {@code :} becomes {@code ：}, as rclone does it.
 */
final class SafeName {
  /** Leaves room for a number below the 255 bytes that Linux allows. */
  static final int MAX_BYTES = 240;

  private static final int MAX_EXTENSION = 16;
  private static final char FULL_WIDTH = 0xfee0; // from a character to its full-width twin
  private static final char SYMBOLS = 0x2400; // pictures of control characters and the blank
  private static final char INSTEAD = '\ufffd';
  private static final String REFUSED = "<>:\"|?*/\\";
  private static final ImmutableSet<String> DEVICES =
      ImmutableSet.of(
          "con",
          "prn",
          "aux",
          "nul",
          "conin$",
          "conout$",
          "com0",
          "com1",
          "com2",
          "com3",
          "com4",
          "com5",
          "com6",
          "com7",
          "com8",
          "com9",
          "com\u00b9",
          "com\u00b2",
          "com\u00b3",
          "lpt0",
          "lpt1",
          "lpt2",
          "lpt3",
          "lpt4",
          "lpt5",
          "lpt6",
          "lpt7",
          "lpt8",
          "lpt9",
          "lpt\u00b9",
          "lpt\u00b2",
          "lpt\u00b3");

  private SafeName() {}

  /** The safe spelling of a segment that is neither empty nor {@code .} nor {@code ..}. */
  static String of(String segment) {
    String clean = clean(Normalizer.normalize(segment, Normalizer.Form.NFC));
    return withoutDevice(shortened(clean));
  }

  /** {@code name.ext} as {@code name (number).ext}. */
  static String numbered(String name, int number) {
    int dot = extension(name);
    return name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
  }

  private static String clean(String name) {
    StringBuilder clean = null;
    for (int i = 0; i < name.length(); i++) {
      char safe = safe(name, i);
      if (safe != name.charAt(i)) {
        clean = clean == null ? new StringBuilder(name) : clean;
        clean.setCharAt(i, safe);
      }
    }
    return clean == null ? name : clean.toString();
  }

  private static char safe(String name, int at) {
    char c = name.charAt(at);
    boolean last = at == name.length() - 1; // where Windows drops dots and blanks
    if (c < ' ' || (last && c == ' ')) {
      return (char) (SYMBOLS + c);
    }
    if (c <= '~') {
      return REFUSED.indexOf(c) >= 0 || (last && c == '.') ? (char) (c + FULL_WIDTH) : c;
    }
    boolean kept = Character.isSurrogate(c) ? paired(name, at) : !unseen(c);
    return kept ? c : INSTEAD;
  }

  private static boolean paired(String name, int at) {
    return Character.isHighSurrogate(name.charAt(at))
        ? at + 1 < name.length() && Character.isLowSurrogate(name.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(name.charAt(at - 1));
  }

  /** Controls, what XML cannot say, and what makes {@code gpj.exe} look like {@code exe.jpg}. */
  private static boolean unseen(char c) {
    return c <= 0x9f
        || (c >= '\u2028' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069')
        || c >= 0xfffe;
  }

  private static String shortened(String name) {
    if (name.length() * 3 <= MAX_BYTES || bytes(name) <= MAX_BYTES) {
      return name;
    }
    int dot = extension(name);
    String extension = name.substring(dot);
    int room = MAX_BYTES - bytes(extension);
    int end = 0;
    for (int used = 0; end < dot; ) {
      int point = name.codePointAt(end);
      used += bytes(Character.toString(point));
      if (used > room) {
        break;
      }
      end += Character.charCount(point);
    }
    return clean(name.substring(0, end) + extension);
  }

  /** Where the extension begins, with its dot; the end if there is none worth keeping. */
  private static int extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && name.length() - dot <= MAX_EXTENSION ? dot : name.length();
  }

  private static String withoutDevice(String name) {
    int dot = name.indexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    return DEVICES.contains(Ascii.toLowerCase(stem.stripTrailing()))
        ? (char) (name.charAt(0) + FULL_WIDTH) + name.substring(1)
        : name;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
