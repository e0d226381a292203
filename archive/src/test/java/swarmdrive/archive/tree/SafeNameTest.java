package swarmdrive.archive.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {
  @ParameterizedTest
  @CsvSource({
    "plain.txt, plain.txt",
    ".hidden, .hidden",
    "a:b, a：b",
    "what?*, what？＊",
    "'a|b<c>d\"e', a｜b＜c＞d＂e",
    "dot., dot．",
    "'blank ', blank␠",
    "CON, ＣON",
    "nul.tar.gz, ｎul.tar.gz",
    "Com1.txt, Ｃom1.txt",
    "'aux .x', 'ａux .x'",
    "CONSOLE, CONSOLE",
    "com10, com10"
  })
  void of_nameThatWindowsRefuses_isChanged(String name, String safe) {
    assertThat(SafeName.of(name)).isEqualTo(safe);
  }

  @Test
  void of_controlAndDirectionCharacters_areReplaced() {
    assertThat(SafeName.of("a\u0000b\nc\u007fd\u0085e")).isEqualTo("a␀b␊c\ufffdd\ufffde");
    assertThat(SafeName.of("photo\u202egpj.exe")).isEqualTo("photo\ufffdgpj.exe");
    assertThat(SafeName.of("x\ud800y\uffffz")).isEqualTo("x\ufffdy\ufffdz");
    assertThat(SafeName.of("smile 😀")).isEqualTo("smile 😀");
  }

  @Test
  void of_decomposedName_isComposed() {
    assertThat(SafeName.of("Zu\u0308rich")).isEqualTo("Zürich");
  }

  @Test
  void of_longName_keepsItsExtension() {
    assertThat(SafeName.of("x".repeat(300) + ".tar")).hasSize(240).endsWith("x.tar");
    String wide = SafeName.of("😀".repeat(100) + ".txt");
    assertThat(wide.getBytes(UTF_8)).hasSize(240);
    assertThat(wide).endsWith("😀.txt");
    assertThat(SafeName.of("." + "x".repeat(300))).hasSize(240);
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt, a (2).txt",
    "a, a (2)",
    ".bashrc, .bashrc (2)",
    "a.tar.gz, a.tar (2).gz",
    "a.an extension of no kind, a.an extension of no kind (2)"
  })
  void numbered_name_keepsItsExtension(String name, String numbered) {
    assertThat(SafeName.numbered(name, 2)).isEqualTo(numbered);
  }

  @Property(tries = 300)
  void of_anyName_isSafeAndStaysAsItIs(@ForAll String name) {
    if (!SafePath.isName(name)) {
      return;
    }
    String safe = SafeName.of(name);
    assertThat(safe).isNotEmpty().doesNotContainPattern("[\\x00-\\x1f<>:\"|?*/\\\\\\x7f-\\x9f]");
    assertThat(safe).doesNotMatch("(?s).*[. ]").isNotIn(".", "..");
    assertThat(safe.getBytes(UTF_8).length).isLessThanOrEqualTo(245);
    assertThat(Normalizer.isNormalized(safe, Normalizer.Form.NFC)).isTrue();
    assertThat(SafeName.of(safe)).isEqualTo(safe);
  }
}
