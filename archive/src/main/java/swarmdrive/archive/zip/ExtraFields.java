package swarmdrive.archive.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The list of extra fields of a member (4.5.1): kind, length, bytes. */
final class ExtraFields {
  /** Takes one field; its bytes are little-endian. */
  interface Visitor {
    void field(int kind, ByteBuffer bytes);
  }

  private ExtraFields() {}

  /** Stops where the list is damaged: what is behind cannot be told apart. */
  static void forEach(ByteBuffer list, Visitor visitor) {
    list.order(ByteOrder.LITTLE_ENDIAN);
    while (list.remaining() >= 4) {
      int kind = Short.toUnsignedInt(list.getShort());
      int length = Short.toUnsignedInt(list.getShort());
      if (length > list.remaining()) {
        return;
      }
      ByteBuffer field = list.slice(list.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      visitor.field(kind, field);
      list.position(list.position() + length);
    }
  }
}
