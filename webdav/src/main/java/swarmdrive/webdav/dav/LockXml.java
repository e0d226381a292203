package swarmdrive.webdav.dav;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import swarmdrive.webdav.http.PathCodec;

/** Locks as XML (RFC 4918, 14.1 and 15.8). The prefix D stands for DAV: around it. */
final class LockXml {
  private LockXml() {}

  /** The body of an answer to LOCK. */
  static byte[] body(Lock lock) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Xml xml = new Xml(bytes);
    xml.ascii("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:prop xmlns:D=\"DAV:\">");
    xml.ascii("<D:lockdiscovery>");
    write(List.of(lock), xml);
    xml.ascii("</D:lockdiscovery></D:prop>\n");
    xml.drain();
    return bytes.toByteArray();
  }

  /** The content of a lockdiscovery. */
  static void write(List<Lock> locks, Xml xml) throws IOException {
    for (Lock lock : locks) {
      xml.ascii("<D:activelock><D:locktype><D:write/></D:locktype><D:lockscope><D:");
      xml.ascii(lock.exclusive() ? "exclusive" : "shared");
      xml.ascii("/></D:lockscope><D:depth>");
      xml.ascii(lock.deep() ? "infinity" : "0");
      xml.ascii("</D:depth>");
      xml.raw(lock.owner().getBytes(StandardCharsets.UTF_8));
      xml.ascii("<D:timeout>Second-" + lock.timeout().toSeconds());
      xml.ascii("</D:timeout><D:locktoken><D:href>");
      xml.ascii(lock.token());
      xml.ascii("</D:href></D:locktoken><D:lockroot><D:href>");
      xml.ascii(PathCodec.encode(lock.path(), lock.folder()));
      xml.ascii("</D:href></D:lockroot></D:activelock>");
    }
  }
}
