package swarmdrive.archive.zip;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import swarmdrive.archive.zip.crypt.AesStrength;

/**
 * What the extra field of a member encrypted by AES tells.
 *
 * @param checked true if the member's checksum is told as well (AE-1)
 * @param method of compression, before it was encrypted
 */
record AesField(AesStrength strength, boolean checked, int method) {
  /** The method's number that says: look at the extra field. */
  static final int METHOD = 99;

  private static final int KIND = 0x9901;
  private static final int BYTES = 7;

  /** The first that is sound. */
  static Optional<AesField> in(ByteBuffer extraFields) {
    List<AesField> found = new ArrayList<>();
    ExtraFields.forEach(
        extraFields,
        (kind, field) -> {
          if (kind == KIND && field.remaining() >= BYTES) {
            AesStrength.of(field.get(4)).map(strength -> of(strength, field)).ifPresent(found::add);
          }
        });
    return found.stream().findFirst();
  }

  private static AesField of(AesStrength strength, ByteBuffer field) {
    return new AesField(strength, field.getShort(0) == 1, Short.toUnsignedInt(field.getShort(5)));
  }
}
