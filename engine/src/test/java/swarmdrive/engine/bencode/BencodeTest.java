package swarmdrive.engine.bencode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.engine.MetainfoException;

class BencodeTest {
  @Test
  void parse_dictionary_findsEachValueByKey() throws Exception {
    Bencode root = parse("d1:ai-42e1:bl1:xi7ee1:c3:\u0000\u00ffze");

    assertThat(root.get("a").orElseThrow().integer()).contains(-42L);
    assertThat(root.get("b").orElseThrow().items(2, "things")).hasSize(2);
    assertThat(root.get("c").orElseThrow().content()).isEqualTo(bytes("\u0000\u00ffz"));
    assertThat(root.get("d")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"i0e", "0:", "le", "de", "i-1e", "i99999999999999999999999e", "d2:zzi1e1:ai2ee"})
  void parse_validValue_isAccepted(String encoded) throws Exception {
    assertThat(parse(encoded).encoded()).isEqualTo(bytes(encoded));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "i",
        "ie",
        "i-e",
        "i-0e",
        "i01e",
        "i1",
        "x",
        "l",
        "d",
        "li1e",
        "1:",
        "2:a",
        "01:a",
        "-1:a",
        "1a",
        "d1:ae",
        "di1ei2ee",
        "d1:a",
        "99999999999:a",
        "2147483647:",
        "4294967297:a",
        "i1ex",
        "i1ei2e",
        "e"
      })
  void parse_damagedValue_isRefused(String encoded) {
    assertThatThrownBy(() -> parse(encoded)).isInstanceOf(MetainfoException.class);
  }

  @Test
  void parse_lineEndAfterTheValue_isAcceptedUnlessAllBytesMustBeTheValue() throws Exception {
    assertThat(parse("i1e\r\n").to()).isEqualTo(3);
    assertThatThrownBy(() -> Bencode.parseExactly(bytes("i1e\n")))
        .isInstanceOf(MetainfoException.class);
  }

  @Test
  void parse_sixtyMegabytesOfOpenLists_isRefusedWithoutDeepRecursion() {
    assertThatThrownBy(() -> parse("l".repeat(60 << 20)))
        .isInstanceOf(MetainfoException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void integer_tooLargeForALong_isEmpty() throws Exception {
    assertThat(parse("i9223372036854775807e").integer()).contains(Long.MAX_VALUE);
    assertThat(parse("i-9223372036854775808e").integer()).contains(Long.MIN_VALUE);
    assertThat(parse("i9223372036854775808e").integer()).isEmpty();
    assertThat(parse("i" + "9".repeat(1000) + "e").integer()).isEmpty();
  }

  @Test
  void get_keyThatOccursTwice_isRefused() throws Exception {
    Bencode root = parse("d1:ai1e1:ai2ee");

    assertThatThrownBy(() -> root.get("a")).hasMessageContaining("\"a\" occurs twice");
  }

  @Test
  void items_moreThanAllowed_isRefusedAndFirstItemsStops() throws Exception {
    Bencode list = parse("li1ei2ei3ee");

    assertThatThrownBy(() -> list.items(2, "things")).hasMessage("more than 2 things");
    assertThat(list.firstItems(2)).hasSize(2);
    assertThat(list.items(3, "things")).hasSize(3);
  }

  private static Bencode parse(String encoded) throws MetainfoException {
    return Bencode.parse(bytes(encoded));
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(ISO_8859_1);
  }
}
