package swarmdrive.archive.iso;

import com.google.common.primitives.ImmutableLongArray;

/** Collects the parts of one file from its records, joining those that touch. Not thread-safe. */
final class FileParts {
  private ImmutableLongArray.Builder starts = ImmutableLongArray.builder();
  private ImmutableLongArray.Builder positions = ImmutableLongArray.builder();
  private int count;
  private long first;
  private long size;
  private long end = -1; // of the last part in the image
  private boolean whole = true; // no part was outside of the image, or among others

  /** Takes the next part. */
  void add(IsoRecord record, int blockSize, ImageBytes bytes) {
    long position = record.block() * blockSize;
    long length = record.size();
    whole &= length == 0 || (bytes.holds(position, length) && !record.interleaved());
    if (length == 0) {
      return;
    }
    if (position != end) {
      starts.add(size);
      positions.add(position);
      first = count++ == 0 ? position : first;
    }
    end = position + length;
    size += length;
  }

  /** Bytes of all parts. */
  long size() {
    return size;
  }

  boolean isWhole() {
    return whole;
  }

  /** Position of the first part in the image. */
  long first() {
    return first;
  }

  boolean isOneRun() {
    return count <= 1;
  }

  Extents extents() {
    return new Extents(starts.build().toArray(), positions.build().toArray());
  }
}
