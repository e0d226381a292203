package swarmdrive.webdav.dav;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.PropertyName;
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

  private static final int NAMES = 512;

  /**
   * Reads a request's body; an empty one asks for everything.
   *
   * @throws HttpStatusException 400 if it is not well-formed, has a DTD or asks for nothing known;
   *     413 if it is longer than 64 KiB
   */
  static PropFindRequest read(HttpRequest request) throws IOException {
    PropFindRequest read = XmlBody.read(request, "propfind", PropFindRequest::parse);
    return read == null ? new PropFindRequest(Kind.ALL, List.of()) : read;
  }

  private static PropFindRequest parse(XMLStreamReader xml)
      throws XMLStreamException, HttpStatusException {
    List<PropertyName> names = new ArrayList<>();
    Kind kind = null;
    while (XmlBody.nextChild(xml)) {
      PropertyName container = XmlBody.name(xml);
      boolean known = container.namespace().equals(PropertyName.DAV);
      kind = known ? kind(kind, container.local()) : kind;
      if (known && (container.local().equals("prop") || container.local().equals("include"))) {
        addNames(xml, names);
      } else {
        XmlBody.skip(xml);
      }
    }
    if (kind == null) {
      throw XmlBody.bad("A propfind asks for prop, allprop or propname");
    }
    return new PropFindRequest(kind, List.copyOf(names));
  }

  private static void addNames(XMLStreamReader xml, List<PropertyName> names)
      throws XMLStreamException, HttpStatusException {
    while (XmlBody.nextChild(xml)) {
      names.add(XmlBody.name(xml));
      XmlBody.skip(xml);
      if (names.size() > NAMES) {
        throw XmlBody.bad("The body names too many properties");
      }
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
      throw XmlBody.bad("A propfind asks for one of prop, allprop and propname");
    }
    return kind;
  }
}
