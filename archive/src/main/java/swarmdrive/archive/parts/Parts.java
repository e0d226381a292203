package swarmdrive.archive.parts;

import com.google.common.primitives.ImmutableLongArray;
import java.util.Arrays;

/** Where the parts of a member lie that are not one run of bytes. Immutable. */
public final class Parts {
  private final long[] starts; // positions in the member, ascending, from 0
  private final long[] positions; // of the same parts in the archive
  private final long size;

  private Parts(long[] starts, long[] positions, long size) {
    this.starts = starts;
    this.positions = positions;
    this.size = size;
  }

  /** Collects parts in order, joining those that touch. Not thread-safe. */
  public static final class Builder {
    private final ImmutableLongArray.Builder starts = ImmutableLongArray.builder();
    private final ImmutableLongArray.Builder positions = ImmutableLongArray.builder();
    private int count;
    private long first;
    private long size;
    private long end = -1; // of the last part in the archive

    /** Adds the next part; one without bytes is none. */
    public void add(long position, long length) {
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
    public long size() {
      return size;
    }

    /** Position of the first part in the archive; 0 if there is none. */
    public long first() {
      return first;
    }

    /** True if all parts are one run, or there is none. */
    public boolean isOneRun() {
      return count <= 1;
    }

    public Parts build() {
      return new Parts(starts.build().toArray(), positions.build().toArray(), size);
    }
  }

  /** Bytes of all parts. */
  public long size() {
    return size;
  }

  /** Where in the archive a position of the member is. */
  long inArchive(long position) {
    int part = part(position);
    return positions[part] + position - starts[part];
  }

  /** Bytes of the same part from a position on. */
  long left(long position) {
    int next = part(position) + 1;
    return (next < starts.length ? starts[next] : size) - position;
  }

  private int part(long position) {
    int found = Arrays.binarySearch(starts, position);
    return found < 0 ? ~found - 1 : found;
  }
}
