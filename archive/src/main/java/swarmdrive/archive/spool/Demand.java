package swarmdrive.archive.spool;

/** Bytes of the archive that a decoder waits for. Compared by identity. */
final class Demand {
  private final long position;
  private final int length;

  Demand(long position, int length) {
    this.position = position;
    this.length = length;
  }

  long position() {
    return position;
  }

  int length() {
    return length;
  }
}
