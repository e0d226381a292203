package swarmdrive.archive;

/** Where a member's bytes are. */
public sealed interface MemberData {
  /**
   * They lie as they are in the archive.
   *
   * @param position first byte in the archive
   * @param length bytes
   */
  record Mapped(long position, long length) implements MemberData {}

  /**
   * They have to be decoded.
   *
   * @param source the decoded bytes; reads through the source it was made from, so it is as
   *     long-lived as that; it may hold native memory until closed
   */
  record Decoded(DecodedSource source) implements MemberData {}

  /** A decoded member that has to be closed. Closing never blocks on a running read. */
  interface DecodedSource extends ByteSource, AutoCloseable {
    @Override
    void close();
  }
}
