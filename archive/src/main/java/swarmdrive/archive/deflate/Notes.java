package swarmdrive.archive.deflate;

/** What a first pass tells about the stream. */
interface Notes {
  /** True if a checkpoint at this decoded position and bit would be far enough from others. */
  boolean wants(long position, long bit);

  void add(Checkpoint checkpoint);

  /** The stream's end was reached, at this decoded position. */
  void complete(long size);
}
