package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is kept of an element says the same as the element. */
class XmlFragmentProperties {
  private static String kept(String element) throws Exception {
    XMLStreamReader xml =
        XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(element));
    xml.next();
    return XmlFragment.read(xml, null);
  }

  @Property(tries = 300)
  void keptOnce_isKeptTheSameAgain(@ForAll("elements") String element) throws Exception {
    String once = kept(element);
    assertThat(kept(once)).isEqualTo(once);
  }

  @Property(tries = 300)
  void text_isKept(@ForAll("texts") String text) throws Exception {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    XMLStreamReader xml =
        XMLInputFactory.newDefaultFactory()
            .createXMLStreamReader(new StringReader(kept("<a>" + escaped + "</a>")));
    xml.next();
    assertThat(xml.getElementText()).isEqualTo(text);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab &<>\"'\n\té€").ofMaxLength(30);
  }

  @Provide
  Arbitrary<String> elements() {
    return Arbitraries.lazyOf(this::leaves, this::leaves, this::branches);
  }

  private Arbitrary<String> leaves() {
    Arbitrary<String> space = Arbitraries.of("", " xmlns='urn:a'", " xmlns='urn:b'", " k='&lt;'");
    Arbitrary<String> text = Arbitraries.of("", "x", "&amp;", "<!-- c -->", "<![CDATA[<]]>");
    return Combinators.combine(space, text).as((own, inner) -> "<e" + own + ">" + inner + "</e>");
  }

  private Arbitrary<String> branches() {
    Arbitrary<String> open = Arbitraries.of("<p:b xmlns:p='urn:b' p:k='v'>", "<p:b xmlns:p='q'>");
    return Combinators.combine(open, elements(), elements())
        .as((begin, one, two) -> begin + one + " " + two + "</p:b>");
  }
}
