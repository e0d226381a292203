package swarmdrive.webdav.dav;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpStatusException;

/**
 * What a PROPFIND asks for (RFC 4918, 9.1 and 14.20).
 *
 * @param kind which of the three forms
 * @param names the properties named, in order; with ALL those to be included
 */
record PropFindRequest(Kind kind, List<PropertyName> names) {
  /** The three forms of a propfind element. */
  enum Kind {
    PROP,
    ALL,
    NAMES
  }

  private static final long BODY_BYTES = 64 * 1024;
  private static final int DEPTH = 16;
  private static final int NAMES = 512;

  /**
   * Reads a request's body; an empty one asks for everything.
   *
   * @throws HttpStatusException 400 if it is not well-formed, has a DTD or asks for nothing known;
   *     413 if it is longer than 64 KiB
   */
  static PropFindRequest read(HttpRequest request) throws IOException {
    byte[] bytes = request.body(BODY_BYTES).readAllBytes();
    if (bytes.length == 0) {
      return new PropFindRequest(Kind.ALL, List.of());
    }
    try {
      return parse(factory().createXMLStreamReader(new StringReader(decoded(bytes))));
    } catch (XMLStreamException | RuntimeException e) {
      throw bad("The body is not well-formed XML");
    }
  }

  /**
   * The two encodings that every XML processor knows. Decoded here, because the JDK's reader prints
   * a line to the console for each byte that it cannot decode.
   */
  private static String decoded(byte[] bytes) throws HttpStatusException {
    boolean marked = bytes.length > 1 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xfe + 0xff;
    Charset charset = marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw bad("The body is not UTF-8");
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private static PropFindRequest parse(XMLStreamReader xml)
      throws XMLStreamException, HttpStatusException {
    List<PropertyName> names = new ArrayList<>();
    Kind kind = null;
    int depth = 0;
    String container = "";
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD) {
        throw bad("A DTD is not allowed here");
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        PropertyName name = name(xml);
        if (depth > DEPTH || names.size() > NAMES) {
          throw bad("The body is too deep or names too many properties");
        } else if (depth == 1) {
          requirePropfind(name);
        } else if (depth == 2 && name.namespace().equals(PropertyName.DAV)) {
          container = name.local();
          kind = kind(kind, container);
        } else if (depth == 3 && (container.equals("prop") || container.equals("include"))) {
          names.add(name);
        }
      }
    }
    if (kind == null) {
      throw bad("A propfind asks for prop, allprop or propname");
    }
    return new PropFindRequest(kind, List.copyOf(names));
  }

  private static PropertyName name(XMLStreamReader xml) {
    String namespace = xml.getNamespaceURI();
    return new PropertyName(namespace == null ? "" : namespace, xml.getLocalName());
  }

  private static void requirePropfind(PropertyName root) throws HttpStatusException {
    if (!root.equals(PropertyName.dav("propfind"))) {
      throw bad("The body is no DAV:propfind");
    }
  }

  private static @Nullable Kind kind(@Nullable Kind before, String container)
      throws HttpStatusException {
    Kind kind =
        switch (container) {
          case "prop" -> Kind.PROP;
          case "allprop" -> Kind.ALL;
          case "propname" -> Kind.NAMES;
          default -> before;
        };
    if (before != null && kind != before) {
      throw bad("A propfind asks for one of prop, allprop and propname");
    }
    return kind;
  }

  private static HttpStatusException bad(String message) {
    return new HttpStatusException(400, message);
  }
}
