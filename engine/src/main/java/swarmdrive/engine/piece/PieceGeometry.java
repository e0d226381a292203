package swarmdrive.engine.piece;

import java.util.Objects;

/**
 * How a torrent's bytes fall into pieces and blocks.
 *
 * @param totalLength bytes of the torrent, at least 1
 * @param pieceLength bytes of every piece but the last
 */
public record PieceGeometry(long totalLength, int pieceLength) {
  /** Bytes of one request on the wire, the largest that every client answers. */
  public static final int BLOCK_LENGTH = 16 << 10;

  public PieceGeometry {
    if (totalLength < 1 || pieceLength < 1) {
      throw new IllegalArgumentException(
          "totalLength " + totalLength + " and pieceLength " + pieceLength + " must be positive");
    }
    if ((totalLength - 1) / pieceLength >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "too many pieces: " + totalLength + " bytes of " + pieceLength);
    }
  }

  public int pieceCount() {
    return (int) ((totalLength - 1) / pieceLength) + 1;
  }

  /** The piece that holds the byte at {@code offset}. */
  public int pieceAt(long offset) {
    Objects.checkIndex(offset, totalLength);
    return (int) (offset / pieceLength);
  }

  /** Offset of the piece's first byte in the torrent. */
  public long offsetOf(int piece) {
    return (long) Objects.checkIndex(piece, pieceCount()) * pieceLength;
  }

  /** Bytes of the piece; the last one may be shorter. */
  public int lengthOf(int piece) {
    return (int) Math.min(pieceLength, totalLength - offsetOf(piece));
  }

  public int blocksIn(int piece) {
    return (lengthOf(piece) - 1) / BLOCK_LENGTH + 1;
  }

  /** Bytes of one block of the piece; the last one may be shorter. */
  public int blockLength(int piece, int block) {
    return Math.min(BLOCK_LENGTH, lengthOf(piece) - block * BLOCK_LENGTH);
  }
}
