package swarmdrive.webdav.dav;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import swarmdrive.webdav.PropertyName;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.PathCodec;
import swarmdrive.webdav.http.ResponseHead;

/**
 * PROPPATCH (RFC 4918, 9.2): dead properties are kept, all of them or none. Those of Windows
 * (Win32CreationTime and the like) are dead ones here: it wants them back as it set them.
 */
final class PropPatchHandler extends WriteHandler {
  private static final Comparator<PropertyName> BY_NAME =
      Comparator.comparing(PropertyName::namespace).thenComparing(PropertyName::local);

  PropPatchHandler(Drive drive) {
    super(drive, "PROPPATCH");
  }

  @Override
  void change(Change change, HttpResponse response) throws IOException {
    NodeResource resource = require(change.path());
    Map<PropertyName, Optional<String>> changes = PropPatchRequest.read(change.request()).changes();
    change.check().requireConditions();
    Preconditions.requireChangeable(resource, change.request());
    change.check().requireChange(change.path());
    Set<PropertyName> kept = new TreeSet<>(BY_NAME);
    Set<PropertyName> live = new TreeSet<>(BY_NAME);
    changes.keySet().forEach(name -> (DavProperty.of(name) == null ? kept : live).add(name));
    if (live.isEmpty()) {
      drive().properties().change(drive().inside(change.path()), changes);
    }
    response.answer(
        ResponseHead.of(207).with("Content-Type", ErrorBody.TYPE),
        body(change.path(), resource instanceof FolderResource, kept, live));
  }

  private static byte[] body(
      List<String> path, boolean folder, Set<PropertyName> kept, Set<PropertyName> live)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Xml xml = new Xml(bytes);
    xml.ascii("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml.ascii("<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>");
    xml.ascii(PathCodec.encode(path, folder));
    xml.ascii("</D:href>");
    propstat(kept, live.isEmpty() ? "200 OK" : "424 Failed Dependency", "", xml);
    String reason = "<D:error><D:cannot-modify-protected-property/></D:error>";
    propstat(live, "403 Forbidden", reason, xml);
    xml.ascii("</D:response></D:multistatus>\n");
    xml.drain();
    return bytes.toByteArray();
  }

  private static void propstat(Set<PropertyName> names, String status, String reason, Xml xml)
      throws IOException {
    if (names.isEmpty()) {
      return;
    }
    xml.ascii("<D:propstat><D:prop>");
    for (PropertyName name : names) {
      PropFindPlan.writeEmpty(name, xml);
    }
    xml.ascii("</D:prop><D:status>HTTP/1.1 " + status + "</D:status>");
    xml.ascii(reason);
    xml.ascii("</D:propstat>");
  }
}
