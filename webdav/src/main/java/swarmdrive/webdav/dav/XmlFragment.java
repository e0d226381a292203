package swarmdrive.webdav.dav;

import java.util.ArrayDeque;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpStatusException;

/**
 * An element of a client's, kept to be given back as it was: every element says its own namespace,
 * so that it can stand anywhere; what XML counts as equal stays equal, comments go.
 */
final class XmlFragment {
  /** Characters of one property; more is 507. */
  private static final int MOST = 64 * 1024;

  private final StringBuilder text = new StringBuilder();
  private final ArrayDeque<String> namespaces = new ArrayDeque<>();
  private int prefixes;

  private XmlFragment() {}

  /**
   * Reads the element that begins here, to its end.
   *
   * @param language of the elements around it, which is part of a property (RFC 4918, 4.3)
   */
  static String read(XMLStreamReader xml, @Nullable String language)
      throws XMLStreamException, HttpStatusException {
    XmlFragment fragment = new XmlFragment();
    fragment.begin(xml, language);
    while (!fragment.namespaces.isEmpty()) {
      fragment.add(xml.next(), xml);
      if (fragment.text.length() > MOST) {
        throw new HttpStatusException(507, "The property is too large to be kept");
      }
    }
    return fragment.text.toString();
  }

  private void add(int event, XMLStreamReader xml) {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> begin(xml, null);
      case XMLStreamConstants.END_ELEMENT -> {
        namespaces.pop();
        text.append("</").append(xml.getLocalName()).append('>');
      }
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
          escape(xml.getText());
      default -> {
        // comments and processing instructions mean nothing
      }
    }
  }

  private void begin(XMLStreamReader xml, @Nullable String language) {
    String namespace = XmlBody.name(xml).namespace();
    text.append('<').append(xml.getLocalName());
    if (!namespace.equals(namespaces.peek())) {
      attribute("xmlns", namespace);
    }
    namespaces.push(namespace);
    boolean ownLanguage = false;
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String of = xml.getAttributeNamespace(i);
      ownLanguage |= isLanguage(of, xml.getAttributeLocalName(i));
      attribute(prefix(of) + xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    if (language != null && !ownLanguage) {
      attribute("xml:lang", language);
    }
    text.append('>');
  }

  private static boolean isLanguage(@Nullable String namespace, String local) {
    return XMLConstants.XML_NS_URI.equals(namespace) && local.equals("lang");
  }

  private String prefix(@Nullable String namespace) {
    if (namespace == null || namespace.isEmpty()) {
      return "";
    }
    if (namespace.equals(XMLConstants.XML_NS_URI)) {
      return "xml:";
    }
    String prefix = "p" + prefixes++;
    attribute("xmlns:" + prefix, namespace);
    return prefix + ":";
  }

  private void attribute(String name, String value) {
    text.append(' ').append(name).append("=\"");
    escape(value);
    text.append('"');
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        case '\r', '\n', '\t' -> text.append("&#").append((int) c).append(';');
        default -> text.append(c);
      }
    }
  }
}
