package swarmdrive.webdav.dav;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import swarmdrive.webdav.http.PathCodec;

/** {@code DAV:error} elements (RFC 4918, 14.5 and 16). */
final class ErrorBody {
  static final String TYPE = "application/xml; charset=utf-8";

  private ErrorBody() {}

  /** One rule, and the path that it is about. */
  static byte[] of(String rule, List<String> path, boolean folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Xml xml = new Xml(bytes);
    xml.ascii("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:error xmlns:D=\"DAV:\"><D:");
    xml.ascii(rule);
    xml.ascii("><D:href>");
    xml.ascii(PathCodec.encode(path, folder));
    xml.ascii("</D:href></D:");
    xml.ascii(rule);
    xml.ascii("></D:error>\n");
    xml.drain();
    return bytes.toByteArray();
  }
}
