package swarmdrive.archive.zip;

import com.google.common.base.Ascii;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.tree.RawName;

/**
 * A member's name as text: UTF-8 if the record says so or a Unicode field tells it or the bytes are
 * nothing else, otherwise code page 437 (appendix D).
 */
final class MemberName {
  /** What the bytes from 0x80 on mean; not every Java has the charset. */
  private static final String CP437 =
      "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
          + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

  private MemberName() {}

  static String decode(byte[] raw, boolean utf8, byte @Nullable [] unicode) {
    return Optional.ofNullable(utf8 ? null : unicode)
        .flatMap(RawName::utf8)
        .or(() -> RawName.utf8(raw))
        .orElseGet(() -> cp437(raw));
  }

  /** With slashes between the segments, and without the drive, whoever wrote it. */
  static String path(String name) {
    String slashed = name.replace('\\', '/');
    boolean drive =
        slashed.length() >= 2
            && slashed.charAt(1) == ':'
            && Ascii.isLowerCase(Ascii.toLowerCase(slashed.charAt(0)));
    return drive ? slashed.substring(2) : slashed;
  }

  private static String cp437(byte[] bytes) {
    StringBuilder name = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      name.append(b >= 0 ? (char) b : CP437.charAt(b & 0x7f));
    }
    return name.toString();
  }
}
