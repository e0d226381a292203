package swarmdrive.webdav.dav;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;
import swarmdrive.webdav.PropertyName;

/**
 * The live properties that exist here: those of RFC 4918, 15, two that Windows asks for, and the
 * room on the disk (RFC 4331).
 */
enum DavProperty {
  RESOURCETYPE("resourcetype", true, true),
  DISPLAYNAME("displayname", true, true),
  GETCONTENTLENGTH("getcontentlength", true, false),
  GETLASTMODIFIED("getlastmodified", true, true),
  CREATIONDATE("creationdate", true, true),
  GETETAG("getetag", true, false),
  GETCONTENTTYPE("getcontenttype", true, false),
  ISCOLLECTION("iscollection", true, true),
  ISHIDDEN("ishidden", true, true),
  LOCKDISCOVERY("lockdiscovery", true, true),
  SUPPORTEDLOCK("supportedlock", true, true),
  QUOTA_AVAILABLE("quota-available-bytes", false, true),
  QUOTA_USED("quota-used-bytes", false, true);

  private static final Map<String, DavProperty> BY_NAME = byName();
  private static final byte[] COLLECTION = Xml.bytes("<D:collection/>");

  private final PropertyName name;
  private final boolean ofFiles;
  private final boolean ofFolders;
  private final byte[] open;
  private final byte[] close;
  private final byte[] empty;

  DavProperty(String local, boolean ofFiles, boolean ofFolders) {
    this.name = PropertyName.dav(local);
    this.ofFiles = ofFiles;
    this.ofFolders = ofFolders;
    this.open = ("<D:" + local + ">").getBytes(StandardCharsets.US_ASCII);
    this.close = ("</D:" + local + ">").getBytes(StandardCharsets.US_ASCII);
    this.empty = ("<D:" + local + "/>").getBytes(StandardCharsets.US_ASCII);
  }

  private static Map<String, DavProperty> byName() {
    Map<String, DavProperty> byName = new HashMap<>();
    for (DavProperty property : values()) {
      byName.put(property.name.local(), property);
    }
    return byName;
  }

  static @Nullable DavProperty of(PropertyName name) {
    return name.namespace().equals(PropertyName.DAV) ? BY_NAME.get(name.local()) : null;
  }

  PropertyName propertyName() {
    return name;
  }

  boolean existsOn(boolean folder) {
    return folder ? ofFolders : ofFiles;
  }

  /**
   * Whether {@code allprop} gives it: everything that RFC 4918 defines (9.1, 14.2), the locks among
   * it. Not what only Windows knows, and not the room on the disk (RFC 4331, 2).
   */
  boolean inAll() {
    return ordinal() < ISCOLLECTION.ordinal() || this == LOCKDISCOVERY || this == SUPPORTEDLOCK;
  }

  /** Whether a node does not know it itself: {@link NodeExtras} does, on a writable drive. */
  boolean isExtra() {
    return ordinal() >= LOCKDISCOVERY.ordinal();
  }

  void writeEmpty(Xml xml) throws IOException {
    xml.raw(empty);
  }

  void write(DavNode node, Xml xml) throws IOException {
    if (isEmptyOn(node)) {
      xml.raw(empty);
      return;
    }
    xml.raw(open);
    writeValue(node, xml);
    xml.raw(close);
  }

  private boolean isEmptyOn(DavNode node) {
    return this == RESOURCETYPE
        ? node instanceof DavFile
        : this == DISPLAYNAME && node.name().isEmpty();
  }

  private void writeValue(DavNode node, Xml xml) throws IOException {
    switch (this) {
      case RESOURCETYPE -> xml.raw(COLLECTION);
      case DISPLAYNAME -> xml.text(node.name());
      case GETLASTMODIFIED -> xml.httpDate(node.modified());
      case CREATIONDATE -> xml.isoDate(node.modified());
      case ISCOLLECTION -> xml.ascii(node instanceof DavFolder ? '1' : '0');
      case ISHIDDEN -> xml.ascii('0');
      case GETCONTENTLENGTH, GETETAG, GETCONTENTTYPE -> writeOfFile((DavFile) node, xml);
      case LOCKDISCOVERY, SUPPORTEDLOCK, QUOTA_AVAILABLE, QUOTA_USED ->
          throw new IllegalArgumentException("Not a node's own: " + this);
    }
  }

  private void writeOfFile(DavFile file, Xml xml) throws IOException {
    switch (this) {
      case GETCONTENTLENGTH -> xml.text(Long.toString(file.size()));
      case GETETAG -> xml.text('"' + file.etag() + '"');
      default -> xml.text(file.contentType());
    }
  }
}
