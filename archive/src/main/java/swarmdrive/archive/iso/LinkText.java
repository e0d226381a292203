package swarmdrive.archive.iso;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Where a symbolic link leads, put together from its parts (SL). Not thread-safe. */
final class LinkText {
  private static final int GOES_ON = 1;
  private static final int SELF = 1 << 1;
  private static final int PARENT = 1 << 2;
  private static final int ROOT = 1 << 3;

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private boolean begun; // so that the next part needs a slash before it

  /** Takes the parts of one entry. */
  LinkText add(ByteBuffer body) {
    for (int at = 1; at + 2 <= body.capacity(); ) {
      int flags = body.get(at);
      int length = Byte.toUnsignedInt(body.get(at + 1));
      if (at + 2 + length > body.capacity()) {
        break;
      }
      part(flags, body.slice(at + 2, length));
      at += 2 + length;
    }
    return this;
  }

  private void part(int flags, ByteBuffer bytes) {
    if ((flags & ROOT) != 0) {
      text.write('/');
      begun = false;
      return;
    }
    if (begun) {
      text.write('/');
    }
    byte[] part = new byte[bytes.capacity()];
    bytes.get(0, part);
    text.writeBytes((flags & SELF) != 0 ? ascii(".") : (flags & PARENT) != 0 ? ascii("..") : part);
    begun = (flags & GOES_ON) == 0;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  String text() {
    return RockRidgeEntries.text(text.toByteArray());
  }
}
