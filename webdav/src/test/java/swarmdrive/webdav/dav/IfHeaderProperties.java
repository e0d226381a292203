package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpStatusException;

/** Any If field is read as it was written, or refused. */
class IfHeaderProperties {
  @Property
  void anything_isReadOrRefusedAs400(@ForAll String field) {
    try {
      assertThat(IfHeader.parse(field).lists()).isNotEmpty();
    } catch (HttpStatusException e) {
      assertThat(e.status()).isEqualTo(400);
    }
  }

  @Property
  void almostRight_isReadOrRefusedAs400(@ForAll("pieces") List<String> pieces) {
    anything_isReadOrRefusedAs400(String.join("", pieces));
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of("(", ")", "<", ">", "[", "]", "Not", " ", "a", "\"", "/")
        .list()
        .ofMaxSize(20);
  }

  @Property
  void written_isReadBack(@ForAll("lists") List<IfHeader.Conditions> lists)
      throws HttpStatusException {
    StringBuilder field = new StringBuilder();
    for (IfHeader.Conditions list : lists) {
      if (list.tag() != null) {
        field.append('<').append(list.tag()).append("> ");
      }
      field.append('(');
      for (IfHeader.Condition one : list.all()) {
        field.append(one.negated() ? "Not " : "");
        field.append(one.isTag() ? "[" + one.state() + "]" : "<" + one.state() + ">").append(' ');
      }
      field.append(") ");
    }
    assertThat(IfHeader.parse(field.toString())).isEqualTo(new IfHeader(lists));
  }

  @Property
  void field_holdsIfAllOfOneListIsTrue(@ForAll("lists") List<IfHeader.Conditions> lists) {
    boolean expected =
        lists.stream().anyMatch(list -> list.all().stream().noneMatch(one -> one.negated()));
    assertThat(new IfHeader(lists).holds((tag, one) -> true)).isEqualTo(expected);
  }

  @Provide
  Arbitrary<List<IfHeader.Conditions>> lists() {
    Arbitrary<String> word = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1);
    Arbitrary<IfHeader.Condition> condition =
        Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false), word)
            .as((negated, tag, state) -> new IfHeader.Condition(negated, tag, state));
    Arbitrary<List<IfHeader.Condition>> all = condition.list().ofMinSize(1).ofMaxSize(4);
    return Arbitraries.of(true, false)
        .flatMap(tagged -> list(tagged ? word : Arbitraries.just(""), all));
  }

  private static Arbitrary<List<IfHeader.Conditions>> list(
      Arbitrary<String> tags, Arbitrary<List<IfHeader.Condition>> all) {
    return Combinators.combine(tags, all)
        .as((tag, conditions) -> new IfHeader.Conditions(orNull(tag), conditions))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static @Nullable String orNull(String tag) {
    return tag.isEmpty() ? null : tag;
  }
}
