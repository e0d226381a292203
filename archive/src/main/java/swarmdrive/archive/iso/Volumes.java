package swarmdrive.archive.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveException;

/**
 * What the descriptors at the image's beginning say (8).
 *
 * @param plain the tree that each image has
 * @param joliet the tree with Joliet's names, if there is one
 * @param udf true if there is a file system besides that is not read here
 */
record Volumes(Volume plain, Optional<Volume> joliet, boolean udf) {
  private static final long FIRST = 16L * ImageBytes.SECTOR;

  /** More descriptors than any image has. */
  private static final int MAX_DESCRIPTORS = 64;

  private static final int PRIMARY = 1;
  private static final int SUPPLEMENTARY = 2;
  private static final int END = 255;

  static Volumes read(ImageBytes bytes) throws IOException {
    Volume plain = null;
    Volume joliet = null;
    int next = 0;
    for (int type = 0; next < MAX_DESCRIPTORS && type != END; next++) {
      ByteBuffer descriptor = descriptor(bytes, next);
      if (descriptor == null || !identifier(descriptor).equals("CD001")) {
        break;
      }
      type = Byte.toUnsignedInt(descriptor.get(0));
      if (type == PRIMARY && plain == null) {
        plain = volume(descriptor, false);
      } else if (type == SUPPLEMENTARY && isJoliet(descriptor)) {
        joliet = volume(descriptor, true);
      }
    }
    if (plain == null) {
      throw new ArchiveException("no ISO 9660 descriptor where every image has one");
    }
    return new Volumes(plain, Optional.ofNullable(joliet), udfFollows(bytes, next));
  }

  private static @Nullable ByteBuffer descriptor(ImageBytes bytes, int number) throws IOException {
    long position = FIRST + (long) number * ImageBytes.SECTOR;
    return bytes.holds(position, ImageBytes.SECTOR)
        ? bytes.read(position, ImageBytes.SECTOR)
        : null;
  }

  private static String identifier(ByteBuffer descriptor) {
    byte[] text = new byte[5];
    descriptor.get(1, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** The escape sequences of UCS-2 at its three levels. */
  private static boolean isJoliet(ByteBuffer descriptor) {
    byte level = descriptor.get(90);
    return descriptor.get(88) == '%'
        && descriptor.get(89) == '/'
        && (level == '@' || level == 'C' || level == 'E');
  }

  private static Volume volume(ByteBuffer descriptor, boolean joliet) throws ArchiveException {
    int blockSize = Short.toUnsignedInt(descriptor.getShort(128));
    if (blockSize < 512 || blockSize > ImageBytes.SECTOR || Integer.bitCount(blockSize) != 1) {
      throw new ArchiveException("blocks of " + blockSize + " bytes; ISO 9660 has 512 to 2048");
    }
    if (!IsoRecord.fits(descriptor, 156, 190)) {
      throw new ArchiveException("the record of the root folder is damaged");
    }
    IsoRecord root = IsoRecord.at(descriptor, 156);
    return new Volume(root.block() * blockSize, root.size(), blockSize, joliet);
  }

  /** ECMA-167's recognition sequence goes on where that of ISO 9660 ends. */
  private static boolean udfFollows(ImageBytes bytes, int next) throws IOException {
    for (int number = next; number < next + 4; number++) {
      ByteBuffer descriptor = descriptor(bytes, number);
      if (descriptor == null) {
        return false;
      }
      if (identifier(descriptor).startsWith("NSR0")) {
        return true;
      }
    }
    return false;
  }
}
