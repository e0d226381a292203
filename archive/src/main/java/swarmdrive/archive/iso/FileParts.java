package swarmdrive.archive.iso;

import swarmdrive.archive.parts.Parts;

/** Collects the parts of one file from its records. Not thread-safe. */
final class FileParts {
  private final Parts.Builder parts = new Parts.Builder();
  private boolean whole = true; // no part was outside of the image, or among others

  /** Takes the next part. */
  void add(IsoRecord record, int blockSize, ImageBytes bytes) {
    long position = record.block() * blockSize;
    long length = record.size();
    whole &= length == 0 || (bytes.holds(position, length) && !record.interleaved());
    parts.add(position, length);
  }

  boolean isWhole() {
    return whole;
  }

  Parts.Builder parts() {
    return parts;
  }
}
