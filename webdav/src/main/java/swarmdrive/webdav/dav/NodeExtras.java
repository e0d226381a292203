package swarmdrive.webdav.dav;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import swarmdrive.webdav.DavQuota;
import swarmdrive.webdav.PropertyName;

/**
 * Properties that a node does not know itself: dead ones, locks, and the room on the disk. Any
 * thread.
 */
final class NodeExtras {
  private static final byte[] SUPPORTED =
      Xml.bytes(
          "<D:supportedlock><D:lockentry><D:lockscope><D:exclusive/></D:lockscope><D:locktype>"
              + "<D:write/></D:locktype></D:lockentry><D:lockentry><D:lockscope><D:shared/>"
              + "</D:lockscope><D:locktype><D:write/></D:locktype></D:lockentry>"
              + "</D:supportedlock>");
  private final Drive drive;

  NodeExtras(Drive drive) {
    this.drive = drive;
  }

  /** Whether there are locks and room at all. */
  boolean writable() {
    return drive.writable();
  }

  Map<PropertyName, String> dead(List<String> path) {
    return drive.properties().of(drive.inside(path));
  }

  void write(DavProperty property, List<String> path, Xml xml) throws IOException {
    switch (property) {
      case SUPPORTEDLOCK -> xml.raw(SUPPORTED);
      case LOCKDISCOVERY -> locks(path, xml);
      case QUOTA_AVAILABLE -> number("quota-available-bytes", quota(path).available(), xml);
      case QUOTA_USED -> number("quota-used-bytes", quota(path).used(), xml);
      default -> throw new IllegalArgumentException("A node's own: " + property);
    }
  }

  private void locks(List<String> path, Xml xml) throws IOException {
    List<Lock> locks = drive.locks().covering(path);
    if (locks.isEmpty()) {
      xml.ascii("<D:lockdiscovery/>");
    } else {
      xml.ascii("<D:lockdiscovery>");
      LockXml.write(locks, xml);
      xml.ascii("</D:lockdiscovery>");
    }
  }

  private DavQuota quota(List<String> path) throws IOException {
    return drive.writer().quota(drive.inside(path));
  }

  private static void number(String name, long value, Xml xml) throws IOException {
    xml.ascii("<D:" + name + ">" + value + "</D:" + name + ">");
  }
}
