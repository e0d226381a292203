package swarmdrive.archive.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import swarmdrive.archive.source.Members;

class ZipNamesTest {
  private static final byte[] TEXT = "text".getBytes(UTF_8);

  private static byte[] unicodeField(byte[] rawName, int crcChange, String name) {
    byte[] unicode = name.getBytes(UTF_8);
    return ZipBytes.le(9 + unicode.length)
        .putShort((short) 0x7075)
        .putShort((short) (5 + unicode.length))
        .put((byte) 1)
        .putInt(ZipBytes.crc(rawName) + crcChange)
        .put(unicode)
        .array();
  }

  private static String shown(java.util.function.Consumer<ZipBytes.Member> change)
      throws IOException {
    ZipBytes zip =
        new ZipBytes()
            .stored(
                "x",
                TEXT,
                member -> {
                  change.accept(member);
                  member.localName = member.name;
                });
    return Members.paths(Zips.index(zip.finish())).getFirst();
  }

  @Test
  void name_withUtf8Flag_isUtf8() throws IOException {
    assertThat(
            shown(
                member -> {
                  member.name = "Ω😀.txt".getBytes(UTF_8);
                  member.flags = MemberFlags.UTF_8;
                }))
        .isEqualTo("Ω😀.txt");
  }

  @Test
  void name_thatCanOnlyBeUtf8_isUtf8WithoutFlag() throws IOException {
    assertThat(shown(member -> member.name = "Zürich".getBytes(UTF_8))).isEqualTo("Zürich");
  }

  @Test
  void name_inCodePage437_isDecoded() throws IOException {
    assertThat(shown(member -> member.name = new byte[] {'Z', (byte) 0x81, 'r', (byte) 0xe1}))
        .isEqualTo("Zürß");
  }

  @Test
  void name_withUnicodeFieldOfThisName_isTaken() throws IOException {
    assertThat(
            shown(
                member -> {
                  member.name = new byte[] {'Z', (byte) 0x9a};
                  member.extra = unicodeField(member.name, 0, "Жук");
                }))
        .isEqualTo("Жук");
  }

  @Test
  void name_withUnicodeFieldOfAnotherName_isNotTaken() throws IOException {
    assertThat(
            shown(
                member -> {
                  member.name = "renamed".getBytes(UTF_8);
                  member.extra = unicodeField(member.name, 1, "old");
                }))
        .isEqualTo("renamed");
  }

  @Test
  void name_decomposed_isComposed() throws IOException {
    assertThat(shown(member -> member.name = "u\u0308".getBytes(UTF_8))).isEqualTo("ü");
  }

  @Test
  void duplicates_keepTheFirstAndNumberTheOthers() throws IOException {
    ZipBytes zip =
        new ZipBytes()
            .stored("a.txt", "1".getBytes(UTF_8))
            .stored("a.txt", "2".getBytes(UTF_8))
            .stored("A.TXT", "3".getBytes(UTF_8));
    var source = zip.finish();
    var index = Zips.index(source);
    assertThat(Members.paths(index)).containsExactly("a.txt", "a (2).txt", "A (3).TXT");
    assertThat(Members.read(index, "a.txt", source)).asString().isEqualTo("1");
    assertThat(Members.read(index, "a (2).txt", source)).asString().isEqualTo("2");
  }
}
