package swarmdrive.webdav.dav;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.PropertyName;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpStatusException;

/**
 * A request's body as XML: of bounded size and depth, without a DTD, in one of the two encodings
 * that every XML processor knows.
 */
final class XmlBody {
  private static final long BYTES = 64 * 1024;
  private static final int DEPTH = 32;

  /** Takes what was read. */
  @FunctionalInterface
  interface Reading<T> {
    /** Reads from the root element's start on. */
    T read(XMLStreamReader xml) throws XMLStreamException, HttpStatusException;
  }

  private XmlBody() {}

  /**
   * Reads a body.
   *
   * @return null if it is empty
   * @throws HttpStatusException 400 if it is not well-formed, has a DTD or another root; 413 if it
   *     is longer than 64 KiB
   */
  static <T> @Nullable T read(HttpRequest request, String root, Reading<T> reading)
      throws IOException {
    byte[] bytes = request.body(BYTES).readAllBytes();
    if (bytes.length == 0) {
      return null;
    }
    String text = decoded(bytes);
    try {
      requireShallow(reader(text));
      XMLStreamReader xml = reader(text);
      while (xml.next() != XMLStreamConstants.START_ELEMENT) {
        // comments and the like
      }
      if (!name(xml).equals(PropertyName.dav(root))) {
        throw bad("The body is no DAV:" + root);
      }
      return reading.read(xml);
    } catch (XMLStreamException | RuntimeException e) {
      throw bad("The body is not well-formed XML");
    }
  }

  /**
   * Decoded here, because the JDK's reader prints a line to the console for each byte that it
   * cannot decode.
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

  private static XMLStreamReader reader(String text) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory.createXMLStreamReader(new StringReader(text));
  }

  /** The whole document, so that nothing is acted on that turns out to be broken. */
  private static void requireShallow(XMLStreamReader xml)
      throws XMLStreamException, HttpStatusException {
    int depth = 0;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.DTD -> throw bad("A DTD is not allowed here");
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          if (depth > DEPTH) {
            throw bad("The body is too deep");
          }
        }
        default -> {
          // text
        }
      }
    }
  }

  /** The name of the element here. */
  static PropertyName name(XMLStreamReader xml) {
    String namespace = xml.getNamespaceURI();
    return new PropertyName(namespace == null ? "" : namespace, xml.getLocalName());
  }

  /** Goes over the element here, to its end. */
  static void skip(XMLStreamReader xml) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {
          // text
        }
      }
    }
  }

  /** Goes to the next child of the element that was begun; false at that one's end. */
  static boolean nextChild(XMLStreamReader xml) throws XMLStreamException {
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        return true;
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
        return false;
      }
    }
  }

  static HttpStatusException bad(String message) {
    return new HttpStatusException(400, message);
  }
}
