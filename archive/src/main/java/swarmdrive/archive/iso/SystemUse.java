package swarmdrive.archive.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Entries in records' system use areas and where these are continued (SUSP, IEEE P1281). Not
 * thread-safe.
 */
final class SystemUse {
  /** Takes an entry; its body is little-endian, without signature, length and version. */
  interface Visitor {
    void entry(String signature, ByteBuffer body);
  }

  /** Areas of one record: a name and a link have their place in three. */
  private static final int MAX_AREAS = 32;

  private static final int HEAD = 4;
  private static final int CONTINUED = 24;

  private record Area(long position, long length) {}

  private final ImageBytes bytes;
  private final int blockSize;
  private @Nullable ByteBuffer sector; // the last one with continued areas: records share it
  private long sectorPosition = -1;

  SystemUse(ImageBytes bytes, int blockSize) {
    this.bytes = bytes;
    this.blockSize = blockSize;
  }

  /** Walks through the entries; stops where they are damaged. */
  void forEach(ByteBuffer area, Visitor visitor) throws IOException {
    ByteBuffer next = area;
    for (int areas = 0; next != null && areas < MAX_AREAS; areas++) {
      Area continued = walk(next, visitor);
      next = continued == null ? null : read(continued);
    }
  }

  /** Returns where the entries go on; null if nowhere. */
  private @Nullable Area walk(ByteBuffer area, Visitor visitor) {
    Area continued = null;
    for (int at = 0; at + HEAD <= area.capacity(); ) {
      int length = Byte.toUnsignedInt(area.get(at + 2));
      String signature = "" + (char) area.get(at) + (char) area.get(at + 1);
      if (length < HEAD || at + length > area.capacity() || signature.equals("ST")) {
        break;
      }
      ByteBuffer body = area.slice(at + HEAD, length - HEAD).order(ByteOrder.LITTLE_ENDIAN);
      if (!signature.equals("CE")) {
        visitor.entry(signature, body);
      } else if (body.capacity() >= CONTINUED) {
        continued = area(body);
      }
      at += length;
    }
    return continued;
  }

  private Area area(ByteBuffer body) {
    long position =
        Integer.toUnsignedLong(body.getInt(0)) * blockSize + Integer.toUnsignedLong(body.getInt(8));
    return new Area(position, Integer.toUnsignedLong(body.getInt(16)));
  }

  /** An area lies in one sector; null if it does not. */
  private @Nullable ByteBuffer read(Area area) throws IOException {
    long start = area.position - area.position % ImageBytes.SECTOR;
    long from = area.position - start;
    if (area.length > ImageBytes.SECTOR - from || !bytes.holds(area.position, area.length)) {
      return null;
    }
    if (sector == null || start != sectorPosition) {
      long length = Math.min(ImageBytes.SECTOR, bytes.imageSize() - start);
      sector = bytes.read(start, length);
      sectorPosition = start;
    }
    return sector.slice((int) from, (int) area.length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
