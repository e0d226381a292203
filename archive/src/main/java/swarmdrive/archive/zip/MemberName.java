package swarmdrive.archive.zip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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
    String told = utf8 || unicode == null ? null : strictUtf8(unicode);
    String name = told == null ? strictUtf8(raw) : told;
    return name == null ? cp437(raw) : name;
  }

  private static @Nullable String strictUtf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static String cp437(byte[] bytes) {
    StringBuilder name = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      name.append(b >= 0 ? (char) b : CP437.charAt(b & 0x7f));
    }
    return name.toString();
  }
}
