package swarmdrive.webdav.dav;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.DavNode;
import swarmdrive.webdav.PropertyName;

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

  private final PropFindRequest request;
  private final NodeExtras extras;
  private final Economy economy;
  private final List<DavProperty> present;
  private final List<PropertyName> absent;
  private final byte[] missing;
  private final boolean namesOnly;

  PropFindPlan(PropFindRequest request, boolean folder, Economy economy, NodeExtras extras) {
    this.request = request;
    this.extras = extras;
    this.economy = economy;
    Set<PropertyName> wanted = new LinkedHashSet<>();
    if (request.kind() != PropFindRequest.Kind.PROP) {
      boolean all = request.kind() == PropFindRequest.Kind.ALL;
      Stream.of(DavProperty.values())
          .filter(property -> exists(property, folder) && (!all || economy.tells(property, folder)))
          .forEach(property -> wanted.add(property.propertyName()));
    }
    wanted.addAll(request.names());
    this.namesOnly = request.kind() == PropFindRequest.Kind.NAMES;
    this.present =
        wanted.stream()
            .map(DavProperty::of)
            .filter(property -> property != null && exists(property, folder))
            .toList();
    this.absent = wanted.stream().filter(name -> !exists(DavProperty.of(name), folder)).toList();
    this.missing = missing(absent);
  }

  private boolean exists(@Nullable DavProperty property, boolean folder) {
    return property != null
        && property.existsOn(folder)
        && (!property.isExtra() || extras.writable());
  }

  /** The whole propstat of what does not exist: empty elements in their own namespaces. */
  private byte[] missing(List<PropertyName> names) {
    if (names.isEmpty() || !economy.tellsMissing()) {
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

  static void writeEmpty(PropertyName name, Xml xml) throws IOException {
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

  /**
   * Writes the propstats of one node: what exists first.
   *
   * @param path from the server's root down
   */
  void write(DavNode node, List<String> path, Xml xml) throws IOException {
    Map<PropertyName, String> dead = economy.tellsDead() ? extras.dead(path) : Map.of();
    if (!present.isEmpty() || missing.length == 0 || !dead.isEmpty()) {
      xml.raw(PROPSTAT);
      for (DavProperty property : present) {
        write(property, node, path, xml);
      }
      writeDead(dead, xml);
      xml.raw(OK);
    }
    xml.raw(
        dead.isEmpty()
            ? missing
            : missing(absent.stream().filter(name -> !dead.containsKey(name)).toList()));
  }

  private void write(DavProperty property, DavNode node, List<String> path, Xml xml)
      throws IOException {
    if (namesOnly) {
      property.writeEmpty(xml);
    } else if (property.isExtra()) {
      extras.write(property, path, xml);
    } else {
      property.write(node, xml);
    }
  }

  private void writeDead(Map<PropertyName, String> dead, Xml xml) throws IOException {
    for (Map.Entry<PropertyName, String> property : dead.entrySet()) {
      if (namesOnly) {
        writeEmpty(property.getKey(), xml);
      } else if (request.kind() == PropFindRequest.Kind.ALL
          || request.names().contains(property.getKey())) {
        xml.raw(property.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
