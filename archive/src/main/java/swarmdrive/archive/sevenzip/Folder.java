package swarmdrive.archive.sevenzip;

import java.util.List;
import java.util.Optional;

/**
 * Packed bytes and how they are decoded.
 *
 * @param position of the first packed byte in the archive
 * @param packed bytes there
 * @param coders in the order of decoding
 * @param size bytes when decoded
 * @param refusal why it cannot be decoded
 */
record Folder(long position, long packed, List<Coder> coders, long size, Optional<String> refusal) {
  Folder {
    coders = List.copyOf(coders);
  }

  /** True if it lies in the archive as it is. */
  boolean isCopied() {
    return refusal.isEmpty() && coders.stream().allMatch(each -> each.method() == Coder.COPY);
  }
}
