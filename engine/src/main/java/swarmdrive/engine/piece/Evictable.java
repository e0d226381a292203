package swarmdrive.engine.piece;

/** Something on disk that can be given up to save room. For any thread. */
interface Evictable {
  /** Bytes that it takes of the budget. */
  long charge();

  /** When it was last of use, milliseconds of the clock: the least goes first. */
  long lastUse();

  /** To go only when there is nothing else, or too much of it: directories, heads and tails. */
  boolean isPrecious();

  /** Never to go, at present. */
  boolean isKept();

  /**
   * Gives it up; does I/O.
   *
   * @return bytes of the budget that are free now; {@link #REFUSED} if somebody uses it
   */
  long evict();

  /** What {@link #evict} returns when somebody uses it. */
  long REFUSED = -1;
}
