package swarmdrive.engine.piece;

/** What a piece is leased for: how long it is worth keeping afterwards. */
public enum PieceUse {
  /** A reader's: it goes when it was not used for the longest time. */
  READ,

  /**
   * A directory, a head or a tail, which programs come back to: it goes after all that is only
   * read, as long as not too much is of this kind.
   */
  INDEX,

  /** For a peer: strangers have no say in what stays. */
  SHARE
}
