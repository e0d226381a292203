package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class XmlTest {
  private interface Writing {
    void to(Xml xml) throws IOException;
  }

  private static byte[] written(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Xml xml = new Xml(bytes);
    writing.to(xml);
    xml.drain();
    return bytes.toByteArray();
  }

  private static String text(Writing writing) throws IOException {
    return new String(written(writing), StandardCharsets.UTF_8);
  }

  @Property(tries = 500)
  void anyText_isReadBackButForWhatXmlCannotSay(@ForAll @StringLength(max = 300) String text)
      throws Exception {
    byte[] document =
        written(
            xml -> {
              xml.ascii("<a b=\"");
              xml.attribute(text);
              xml.ascii("\">");
              xml.text(text);
              xml.ascii("</a>");
            });
    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(document))
            .getDocumentElement();
    assertThat(root.getTextContent()).isEqualTo(sayable(text));
    assertThat(root.getAttribute("b").length()).isEqualTo(sayable(text).length());
  }

  private static String sayable(String text) {
    StringBuilder said = new StringBuilder();
    text.codePoints()
        .map(
            c ->
                (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c != 0xfffe && c != 0xffff) || c == 9
                    ? c
                    : 0xfffd)
        .forEach(said::appendCodePoint);
    return said.toString();
  }

  @Test
  void longMarkup_goesThroughWhole() throws IOException {
    String markup = "x".repeat(20_000);
    assertThat(
            text(
                xml -> {
                  xml.ascii('a');
                  xml.raw(Xml.bytes(markup));
                  xml.ascii(markup);
                }))
        .isEqualTo("a" + markup + markup);
  }

  @Test
  void dates_areWrittenInBothForms() throws IOException {
    Instant first = Instant.parse("2026-01-02T03:04:05.678Z");
    assertThat(
            text(
                xml -> {
                  xml.httpDate(first);
                  xml.httpDate(first);
                  xml.isoDate(first);
                  xml.isoDate(first.plusSeconds(1));
                }))
        .isEqualTo(
            "Fri, 02 Jan 2026 03:04:05 GMTFri, 02 Jan 2026 03:04:05 GMT"
                + "2026-01-02T03:04:05Z2026-01-02T03:04:06Z");
  }
}
