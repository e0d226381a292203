package swarmdrive.archive.index;

import java.io.IOException;

/** How one kind of knowledge is written. */
public interface IndexForm<T> {
  /** Kind and version, for instance {@code zip-1}; letters, digits and dashes. */
  String kind();

  /** Writes what {@link #read} understands. */
  void write(T value, IndexOutput out) throws IOException;

  /**
   * Reads a value. The bytes are as they were written; an unchecked exception says that they cannot
   * be understood.
   */
  T read(IndexInput in);
}
