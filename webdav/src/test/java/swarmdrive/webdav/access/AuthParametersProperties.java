package swarmdrive.webdav.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AuthParametersProperties {
  @Property
  void whatWasWritten_isRead(@ForAll("values") Map<String, String> values) {
    String text =
        values.entrySet().stream()
            .map(e -> e.getKey() + "=\"" + e.getValue().replaceAll("([\\\\\"])", "\\\\$1") + '"')
            .collect(Collectors.joining(" , "));
    assertThat(AuthParameters.parse(text)).hasValue(new LinkedHashMap<>(values));
  }

  @Provide
  Arbitrary<Map<String, String>> values() {
    Arbitrary<String> name =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(6);
    Arbitrary<String> value = Arbitraries.strings().withChars("ab,=\"\\ \t").ofMaxLength(12);
    return Arbitraries.maps(name, value).ofMaxSize(20);
  }

  @Property
  void anyText_isReadOrRefused(@ForAll("texts") String text) {
    AuthParameters.parse(text).ifPresent(values -> assertThat(values).hasSizeLessThan(25));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab=,\"\\ \t;").ofMaxLength(60);
  }

  @Example
  void tokensAndOddBlanks_areUnderstood() {
    assertThat(AuthParameters.parse(" a=b ,,C = \"d\\\"e\" , nc=00000001,"))
        .hasValue(Map.of("a", "b", "c", "d\"e", "nc", "00000001"));
  }

  @Example
  void malformed_isRefused() {
    for (String text : new String[] {"a", "a=\"b", "a=b c=d", "=b", "a=1, A=2", "a=\"b\"c"}) {
      assertThat(AuthParameters.parse(text)).as(text).isEmpty();
    }
    assertThat(AuthParameters.parse("")).hasValue(Map.of());
  }
}
