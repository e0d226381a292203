package swarmdrive.app.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SafeNameProperties {
  private static final Set<String> DEVICES =
      Set.of(
          "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "COM1", "COM9", "COM0", "LPT1", "LPT9",
          "COM¹", "LPT³");

  @Property(tries = 500)
  void anyName_becomesOneThatEveryFileSystemTakes(@ForAll("names") String name) {
    String safe = SafeName.of(name);

    assertThat(safe).isNotEmpty().doesNotContainPattern("[\\x00-\\x1f\\x7f<>:\"/\\\\|?*]");
    assertThat(safe.charAt(safe.length() - 1)).isNotIn('.', ' ');
    assertThat(safe.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(SafeName.MAX_BYTES);
    assertThat(Normalizer.isNormalized(safe, Normalizer.Form.NFC)).isTrue();
    String stem = safe.replaceFirst(" *\\..*", "").toUpperCase(Locale.ROOT);
    assertThat(DEVICES).doesNotContain(stem);
  }

  @Property(tries = 500)
  void theOriginal_canBeToldFromTheSafeName(@ForAll("shortNames") String name) {
    assertThat(original(SafeName.of(name)))
        .isEqualTo(Normalizer.normalize(name, Normalizer.Form.NFC));
  }

  @Property(tries = 200)
  void namesOfAFolder_differEvenWithoutCase(@ForAll("folders") List<String> wanted) {
    Names names = new Names();
    Set<String> taken = new HashSet<>();
    for (String name : wanted) {
      assertThat(taken.add(names.takeForFile(name).toLowerCase(Locale.ROOT))).isTrue();
      assertThat(taken.add(names.takeForFolder(name).toLowerCase(Locale.ROOT))).isTrue();
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        shortNames(), Arbitraries.strings().all().ofMaxLength(300), longNames());
  }

  private static Arbitrary<String> longNames() {
    return Arbitraries.strings().withChars("aé日. :").ofMinLength(150).ofMaxLength(400);
  }

  @Provide
  Arbitrary<String> shortNames() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "a", "Z", ".", " ", ":", "?", "/", "\\", "\"", "*", "<", ">", "|", "：", "？", "．", "‛",
            "␠", "␀", "␡", "\u0000", "\u001f", "\u007f", "é", "e\u0301", "日", "🎈", "CON", "con",
            "Ｃon", "ＮUL", "nul", "COM1", "lpt9", ".txt", "$", "IN", "OUT");
    return pieces.list().ofMaxSize(6).map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<List<String>> folders() {
    return Arbitraries.of("a", "A", "a (2)", "A (2)", "a.txt", "a (2).txt", "é", "e\u0301", "É", "")
        .list()
        .ofMaxSize(20);
  }

  /** Reads a safe name back; that it can be done is what makes the escaping reversible. */
  private static String original(String safe) {
    String name = safe;
    if (name.length() > 2 && isDeviceTwin(name)) {
      name = (char) (name.charAt(0) - 0xFEE0) + name.substring(1);
      return decoded(name);
    }
    return decoded(name);
  }

  @Property
  void original_isTheNameThatIsShownSo(@ForAll("awkward") String name) {
    assertThat(SafeName.original(SafeName.of(name))).isEqualTo(name);
  }

  @Provide
  Arbitrary<String> awkward() {
    return Arbitraries.strings()
        .withChars("aCONul‛：:？?．. ␠\\|＊*<\"ＣＯＮ1")
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(name -> !name.equals(".") && !name.equals(".."));
  }

  private static boolean isDeviceTwin(String name) {
    char first = name.charAt(0);
    return "ＣＰＡＮＬｃｐａｎｌ".indexOf(first) >= 0;
  }

  private static String decoded(String safe) {
    if (safe.equals("‛")) {
      return "";
    }
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      if (c == '‛') {
        i++;
        name.append(safe.charAt(i));
      } else if (c == 0x2421) {
        name.append((char) 0x7F);
      } else if (c == 0x2420) {
        name.append(' ');
      } else if (c >= 0x2400 && c < 0x2420) {
        name.append((char) (c - 0x2400));
      } else if ("\"*/:<>?\\|.".indexOf(c - 0xFEE0) >= 0) {
        name.append((char) (c - 0xFEE0));
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }
}
