package swarmdrive.webdav.dav;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import swarmdrive.webdav.DavNode;

/**
 * What to write about each file, or about each folder, for one request: worked out once, not per
 * child.
 */
final class PropFindPlan {
  private static final byte[] PROPSTAT = Xml.bytes("<D:propstat><D:prop>");
  private static final byte[] OK =
      Xml.bytes("</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>");
  private static final byte[] NOT_FOUND =
      Xml.bytes("</D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>");

  private final List<DavProperty> present;
  private final byte[] missing;
  private final boolean namesOnly;

  PropFindPlan(PropFindRequest request, boolean folder, Economy economy) {
    Set<PropertyName> wanted = new LinkedHashSet<>();
    if (request.kind() != PropFindRequest.Kind.PROP) {
      boolean all = request.kind() == PropFindRequest.Kind.ALL;
      Stream.of(DavProperty.values())
          .filter(
              property -> property.existsOn(folder) && (!all || economy.tells(property, folder)))
          .forEach(property -> wanted.add(property.propertyName()));
    }
    wanted.addAll(request.names());
    this.namesOnly = request.kind() == PropFindRequest.Kind.NAMES;
    this.present =
        wanted.stream()
            .map(DavProperty::of)
            .filter(property -> property != null && property.existsOn(folder))
            .toList();
    this.missing =
        economy.tellsMissing()
            ? missing(wanted.stream().filter(name -> !exists(name, folder)).toList())
            : new byte[0];
  }

  private static boolean exists(PropertyName name, boolean folder) {
    DavProperty property = DavProperty.of(name);
    return property != null && property.existsOn(folder);
  }

  /** The whole propstat of what does not exist: empty elements in their own namespaces. */
  private static byte[] missing(List<PropertyName> names) {
    if (names.isEmpty()) {
      return new byte[0];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Xml xml = new Xml(bytes);
    try {
      xml.raw(PROPSTAT);
      for (PropertyName name : names) {
        writeEmpty(name, xml);
      }
      xml.raw(NOT_FOUND);
      xml.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeEmpty(PropertyName name, Xml xml) throws IOException {
    if (name.namespace().equals(PropertyName.DAV)) {
      xml.ascii("<D:");
      xml.text(name.local());
      xml.ascii("/>");
      return;
    }
    xml.ascii("<");
    xml.text(name.local());
    xml.ascii(" xmlns=\"");
    xml.attribute(name.namespace());
    xml.ascii("\"/>");
  }

  /** Writes the propstats of one node: what exists first. */
  void write(DavNode node, Xml xml) throws IOException {
    if (!present.isEmpty() || missing.length == 0) {
      xml.raw(PROPSTAT);
      for (DavProperty property : present) {
        if (namesOnly) {
          property.writeEmpty(xml);
        } else {
          property.write(node, xml);
        }
      }
      xml.raw(OK);
    }
    xml.raw(missing);
  }
}
