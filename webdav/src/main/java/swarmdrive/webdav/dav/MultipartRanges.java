package swarmdrive.webdav.dav;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import swarmdrive.webdav.http.BodyPart;

/** Several ranges of one file as multipart/byteranges (RFC 9110, 14.6). */
final class MultipartRanges {
  /** Nobody can know it when the file's bytes are made, so it is not among them. */
  private final String boundary = UUID.randomUUID().toString();

  private final List<ByteRange> ranges;
  private final String partType;
  private final long size;

  /**
   * @param partType media type of the file
   * @param size of the file in bytes
   */
  MultipartRanges(List<ByteRange> ranges, String partType, long size) {
    this.ranges = ranges;
    this.partType = partType;
    this.size = size;
  }

  /** The type of the whole answer. */
  String contentType() {
    return "multipart/byteranges; boundary=" + boundary;
  }

  /** The ranges with their heads, and the end. */
  List<BodyPart> parts() {
    List<BodyPart> parts = new ArrayList<>(ranges.size() + 1);
    for (ByteRange range : ranges) {
      String head =
          "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
              .formatted(boundary, partType, range.contentRange(size));
      parts.add(new BodyPart(bytes(head), range.from(), range.to()));
    }
    parts.add(new BodyPart(bytes("\r\n--" + boundary + "--\r\n"), 0, 0));
    return parts;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
