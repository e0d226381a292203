package swarmdrive.app.tree;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Makes any name one that every client's file system takes, so that the original can be told from
 * it: what Windows or macOS refuses becomes its full-width or symbol twin ({@code :} becomes {@code
 * ：}), and a twin that was there before is marked by {@code ‛}, as rclone does it. Names are in
 * NFC; very long ones are cut and end in a digest.
 */
final class SafeName {
  /** File systems take 255 bytes; the rest is for what is added to names. */
  static final int MAX_BYTES = 200;

  static final char MARK = '‛';
  private static final char FULL_WIDTH = 0xFEE0;
  private static final char SYMBOLS = 0x2400;
  private static final char DELETE_SYMBOL = 0x2421;
  private static final char BLANK_SYMBOL = 0x2420;
  private static final String REFUSED = "\"*/:<>?\\|";
  private static final Pattern DEVICE =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³])( *\\..*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern DEVICE_TWIN = Pattern.compile("[ＣＰＡＮＬｃｐａｎｌ].{2,}", Pattern.DOTALL);

  private SafeName() {}

  static String of(String name) {
    String normal = Normalizer.normalize(wellFormed(name), Normalizer.Form.NFC);
    return shortened(escaped(normal));
  }

  /** Lone surrogates have no bytes in any encoding. */
  private static String wellFormed(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
  }

  private static String escaped(String name) {
    if (name.isEmpty()) {
      return String.valueOf(MARK);
    }
    StringBuilder safe = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      append(safe, name.charAt(i), i == name.length() - 1);
    }
    if (DEVICE.matcher(safe).matches()) {
      safe.setCharAt(0, (char) (safe.charAt(0) + FULL_WIDTH));
    } else if (DEVICE_TWIN.matcher(name).matches()) {
      safe.insert(0, MARK);
    }
    return safe.toString();
  }

  private static void append(StringBuilder safe, char c, boolean last) {
    if (c < 0x20) {
      safe.append((char) (SYMBOLS + c));
    } else if (c == 0x7F) {
      safe.append(DELETE_SYMBOL);
    } else if (REFUSED.indexOf(c) >= 0 || (last && c == '.')) {
      safe.append((char) (c + FULL_WIDTH));
    } else if (last && c == ' ') {
      safe.append(BLANK_SYMBOL);
    } else {
      if (isTwin(c)) {
        safe.append(MARK);
      }
      safe.append(c);
    }
  }

  private static boolean isTwin(char c) {
    return (c >= SYMBOLS && c <= DELETE_SYMBOL)
        || c == MARK
        || c == '.' + FULL_WIDTH
        || REFUSED.indexOf(c - FULL_WIDTH) >= 0;
  }

  /**
   * The name that is shown as this one: what a client calls {@code ａ：ｂ} because it was shown so is
   * kept as it was before. What no file system takes stays as it is.
   */
  static String original(String safe) {
    if (safe.isEmpty()) {
      return safe;
    }
    String rest = safe.substring(1);
    if (safe.charAt(0) == MARK && DEVICE_TWIN.matcher(rest).matches()) {
      return plain(rest);
    }
    String narrow = (char) (safe.charAt(0) - FULL_WIDTH) + rest;
    return DEVICE.matcher(narrow).matches() ? plain(narrow) : plain(safe);
  }

  private static String plain(String safe) {
    StringBuilder name = new StringBuilder(safe.length());
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      boolean last = i == safe.length() - 1;
      if (c == MARK && !last && isTwin(safe.charAt(i + 1))) {
        i++;
        name.append(safe.charAt(i));
      } else if (isRefusedTwin(c) || (last && c == '.' + FULL_WIDTH)) {
        name.append((char) (c - FULL_WIDTH));
      } else {
        name.append(last && c == BLANK_SYMBOL ? ' ' : c);
      }
    }
    return isDots(name) ? safe : name.toString();
  }

  /** A slash is in no name. */
  private static boolean isRefusedTwin(char c) {
    return c != '/' + FULL_WIDTH && REFUSED.indexOf(c - FULL_WIDTH) >= 0;
  }

  private static boolean isDots(CharSequence name) {
    return name.toString().equals(".") || name.toString().equals("..");
  }

  private static String shortened(String name) {
    if (name.length() <= MAX_BYTES / 3 || bytes(name) <= MAX_BYTES) {
      return name;
    }
    String digest =
        "~" + Hashing.sha256().hashString(name, StandardCharsets.UTF_8).toString().substring(0, 8);
    String extension = extension(name);
    if (bytes(extension) > MAX_BYTES / 4) {
      extension = "";
    }
    int room = MAX_BYTES - bytes(digest) - bytes(extension);
    return cut(name, room) + digest + extension;
  }

  /** The longest beginning of whole characters that fits. */
  private static String cut(String name, int mostBytes) {
    int end = 0;
    int used = 0;
    while (end < name.length()) {
      int next = name.offsetByCodePoints(end, 1);
      used += bytes(name.substring(end, next));
      if (used > mostBytes) {
        break;
      }
      end = next;
    }
    return name.substring(0, end);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The last dot and what follows; empty if there is none, or nothing before it. */
  static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot) : "";
  }
}
