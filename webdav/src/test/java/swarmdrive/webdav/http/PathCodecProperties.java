package swarmdrive.webdav.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.text.Normalizer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PathCodecProperties {
  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withCharRange('\u00a0', '\u017f')
        .withCharRange('\u3040', '\u30ff')
        .withChars("%#?;&+'\"<>[]:\\|^`{}\u0301\ud83d\ude00".toCharArray())
        .ofMinLength(1)
        .ofMaxLength(40)
        .map(
            name ->
                new String(
                    name.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    java.nio.charset.StandardCharsets.UTF_8))
        .filter(name -> !name.equals(".") && !name.equals(".."));
  }

  @Property(tries = 500)
  void whatWasEncoded_isDecodedToItsComposedForm(@ForAll("names") String name) throws Exception {
    String encoded = PathCodec.encode(name);
    assertThat(encoded).matches("[!-~]+").doesNotContain("/", "<", "&", "\"", "'");
    assertThat(RequestTarget.parse("/" + encoded).segments())
        .containsExactly(Normalizer.normalize(name, Normalizer.Form.NFC));
  }

  @Property(tries = 300)
  void javaUnderstandsWhatWasEncoded(@ForAll("names") String name) {
    assertThat(URI.create("/" + PathCodec.encode(name)).getPath()).isEqualTo("/" + name);
  }

  @Property(tries = 500)
  void anyTarget_isDecodedOrRefusedWith400(@ForAll("targets") String target) {
    try {
      for (String segment : RequestTarget.parse(target).segments()) {
        assertThat(segment).isNotEmpty().isNotIn(".", "..");
        assertThat(segment.chars()).allMatch(c -> c >= 0x20 && c != 0x7f);
      }
    } catch (HttpStatusException e) {
      assertThat(e.status()).isEqualTo(400);
    }
  }

  @Provide
  Arbitrary<String> targets() {
    return Arbitraries.of(
            "/", ".", "..", "%", "%2", "%2e", "%00", "%c3%a9", "%e9", "a", "?", "*", "é", "\0", "#",
            "http://", ":")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 200)
  void paths_keepTheirSegments(@ForAll("paths") List<String> path) throws Exception {
    List<String> composed =
        path.stream().map(n -> Normalizer.normalize(n, Normalizer.Form.NFC)).toList();
    RequestTarget folder = RequestTarget.parse(PathCodec.encode(path, true) + "?a=b");
    assertThat(folder.segments()).isEqualTo(composed);
    assertThat(folder.folder()).isTrue();
    assertThat(folder.query()).isEqualTo("a=b");
    assertThat(RequestTarget.parse(PathCodec.encode(path, false)).segments()).isEqualTo(composed);
  }

  @Provide
  Arbitrary<List<String>> paths() {
    return names().list().ofMaxSize(5);
  }

  @Property(tries = 200)
  void decomposedNames_areFoundComposed(@ForAll("names") String name) throws Exception {
    String decomposed = Normalizer.normalize(name, Normalizer.Form.NFD);
    Assume.that(!decomposed.equals(name));
    assertThat(RequestTarget.parse("/" + PathCodec.encode(decomposed)).segments())
        .containsExactly(Normalizer.normalize(name, Normalizer.Form.NFC));
  }
}
