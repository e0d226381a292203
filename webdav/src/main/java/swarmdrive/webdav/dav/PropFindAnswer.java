package swarmdrive.webdav.dav;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;
import swarmdrive.webdav.http.PathCodec;

/** The multistatus of one PROPFIND: an entry and its children. Request's thread. */
final class PropFindAnswer {
  private static final byte[] BEGIN =
      Xml.bytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus xmlns:D=\"DAV:\">");
  private static final byte[] END = Xml.bytes("</D:multistatus>\n");
  private static final String RESPONSE = "<D:response><D:href>";
  private static final byte[] AFTER_HREF = Xml.bytes("</D:href>");
  private static final byte[] RESPONSE_END = Xml.bytes("</D:response>");

  private final NodeResource resource;
  private final boolean withSelf;
  private final PropFindChildren children;
  private final PropFindPlans plans;
  private final byte[] responseAndPath;

  /**
   * @param withSelf whether the entry itself is listed, not its children only
   */
  PropFindAnswer(
      NodeResource resource, boolean withSelf, PropFindChildren children, PropFindPlans plans) {
    this.resource = resource;
    this.withSelf = withSelf;
    this.children = children;
    this.plans = plans;
    boolean folder = resource instanceof FolderResource;
    this.responseAndPath = Xml.bytes(RESPONSE + PathCodec.encode(resource.path(), folder));
  }

  /** All of it at once. */
  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    Xml xml = new Xml(bytes);
    begin(xml);
    end(xml);
    return bytes.toByteArray();
  }

  /** The beginning at once, the rest as it is made; closes the stream. */
  void stream(OutputStream out) throws IOException {
    try (out) {
      Xml xml = new Xml(out);
      begin(xml);
      xml.flush();
      end(xml);
    }
  }

  private void begin(Xml xml) throws IOException {
    xml.raw(BEGIN);
    if (withSelf) {
      write("", resource.node(), resource.path(), xml);
    }
  }

  private void end(Xml xml) throws IOException {
    for (DavNode child : children.list()) {
      String name = child.name();
      write(PathCodec.encode(name), child, resource.below(name), xml);
    }
    xml.raw(END);
    xml.drain();
  }

  private void write(String name, DavNode node, List<String> path, Xml xml) throws IOException {
    boolean folder = node instanceof DavFolder;
    xml.raw(responseAndPath);
    xml.ascii(name);
    if (folder && !name.isEmpty()) {
      xml.ascii('/');
    }
    xml.raw(AFTER_HREF);
    plans.of(folder).write(node, path, xml);
    xml.raw(RESPONSE_END);
  }
}
