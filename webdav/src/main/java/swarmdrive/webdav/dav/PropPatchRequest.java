package swarmdrive.webdav.dav;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.PropertyName;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpStatusException;

/**
 * What a PROPPATCH asks for (RFC 4918, 9.2 and 14.19).
 *
 * @param changes whole elements to set, or nothing for those to remove; the last word on each
 *     property, in document order
 */
record PropPatchRequest(Map<PropertyName, Optional<String>> changes) {
  private static final String XML = "http://www.w3.org/XML/1998/namespace";
  private static final int MOST = 512;

  static PropPatchRequest read(HttpRequest request) throws IOException {
    PropPatchRequest read = XmlBody.read(request, "propertyupdate", PropPatchRequest::parse);
    if (read == null || read.changes.isEmpty()) {
      throw XmlBody.bad("A propertyupdate sets or removes something");
    }
    return read;
  }

  private static PropPatchRequest parse(XMLStreamReader xml)
      throws XMLStreamException, HttpStatusException {
    Map<PropertyName, Optional<String>> changes = new LinkedHashMap<>();
    String language = language(xml, null);
    while (XmlBody.nextChild(xml)) {
      PropertyName act = XmlBody.name(xml);
      boolean set = act.equals(PropertyName.dav("set"));
      if (set || act.equals(PropertyName.dav("remove"))) {
        instruction(xml, set, language(xml, language), changes);
      } else {
        XmlBody.skip(xml);
      }
    }
    return new PropPatchRequest(changes);
  }

  private static @Nullable String language(XMLStreamReader xml, @Nullable String around) {
    String own = xml.getAttributeValue(XML, "lang");
    return own == null ? around : own;
  }

  private static void instruction(
      XMLStreamReader xml,
      boolean set,
      @Nullable String language,
      Map<PropertyName, Optional<String>> changes)
      throws XMLStreamException, HttpStatusException {
    while (XmlBody.nextChild(xml)) {
      if (XmlBody.name(xml).equals(PropertyName.dav("prop"))) {
        properties(xml, set, language(xml, language), changes);
      } else {
        XmlBody.skip(xml);
      }
    }
  }

  private static void properties(
      XMLStreamReader xml,
      boolean set,
      @Nullable String language,
      Map<PropertyName, Optional<String>> changes)
      throws XMLStreamException, HttpStatusException {
    while (XmlBody.nextChild(xml)) {
      PropertyName name = XmlBody.name(xml);
      if (set) {
        changes.put(name, Optional.of(XmlFragment.read(xml, language)));
      } else {
        XmlBody.skip(xml);
        changes.put(name, Optional.empty());
      }
      if (changes.size() > MOST) {
        throw XmlBody.bad("The body names too many properties");
      }
    }
  }
}
