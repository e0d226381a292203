package swarmdrive.archive.iso;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.tree.RawName;

/** The entries of one member. Not thread-safe. */
final class RockRidgeEntries {
  private static final int CREATED = 1;
  private static final int MODIFIED = 1 << 1;
  private static final int DIGITS = 1 << 7;

  private static final int DOTS = 1 << 1 | 1 << 2; // an alternate name says nothing with them

  private static final int KIND = 0170000; // POSIX' modes
  private static final int FOLDER = 0040000;
  private static final int FILE = 0100000;
  private static final int LINK = 0120000;

  private final ByteArrayOutputStream name = new ByteArrayOutputStream();
  private @Nullable LinkText link;
  private OptionalLong modified = OptionalLong.empty();
  private long moved = -1;
  private boolean isElsewhere;
  private boolean special;
  private long unpacked = -1;

  void add(String signature, ByteBuffer body) {
    switch (signature) {
      case "NM" -> name(body);
      case "SL" -> link = (link == null ? new LinkText() : link).add(body);
      case "TF" -> times(body);
      case "PX" -> special |= body.capacity() >= 4 && isSpecial(body.getInt(0));
      case "CL" -> moved = body.capacity() >= 4 ? Integer.toUnsignedLong(body.getInt(0)) : moved;
      case "RE" -> isElsewhere = true;
      case "ZF" -> unpacked = body.capacity() >= 8 ? unsigned32(body, 4) : Long.MAX_VALUE;
      default -> {}
    }
  }

  private static boolean isSpecial(int mode) {
    int kind = mode & KIND;
    return kind != 0 && kind != FOLDER && kind != FILE && kind != LINK;
  }

  private void name(ByteBuffer body) {
    if (body.capacity() >= 1 && (body.get(0) & DOTS) == 0) {
      for (int at = 1; at < body.capacity(); at++) {
        name.write(body.get(at));
      }
    }
  }

  /** The times of the kinds that are told stand in the order of their bits. */
  private void times(ByteBuffer body) {
    if (body.capacity() < 1 || (body.get(0) & MODIFIED) == 0) {
      return;
    }
    boolean digits = (body.get(0) & DIGITS) != 0;
    int length = digits ? RecordedTime.DIGITS : RecordedTime.BRIEF;
    int at = 1 + ((body.get(0) & CREATED) != 0 ? length : 0);
    if (at + length <= body.capacity()) {
      ByteBuffer time = body.slice(at, length);
      modified = digits ? RecordedTime.digits(time) : RecordedTime.brief(time);
    }
  }

  private static long unsigned32(ByteBuffer body, int at) {
    return Integer.toUnsignedLong(body.getInt(at));
  }

  /** What they say, in place of what the record says. */
  Described over(Described plain) {
    return new Described(
        name.size() == 0 ? plain.name() : text(name.toByteArray()),
        modified.isPresent() ? modified : plain.modified(),
        link == null ? null : link.text(),
        moved,
        isElsewhere,
        special,
        unpacked);
  }

  static String text(byte[] raw) {
    return RawName.utf8(raw).orElseGet(() -> new String(raw, StandardCharsets.ISO_8859_1));
  }
}
