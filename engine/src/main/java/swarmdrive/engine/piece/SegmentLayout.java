package swarmdrive.engine.piece;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How pieces fall into segments, the files of the store. A segment holds neighbouring pieces of
 * about 1 MiB, or one longer piece, each at its natural place; it is what is evicted as a whole.
 * Files are called {@code <segment>-<generation>.seg}, so that a record's entry can never be taken
 * for one about a file that came later.
 *
 * @param target bytes that a segment should have
 */
record SegmentLayout(PieceGeometry geometry, int target) {
  /** In use; another one would make all that is on disk worthless. */
  static final int TARGET = 1 << 20;

  private static final Pattern FILE = Pattern.compile("(\\d{1,10})-(\\d{1,18})\\.seg");

  /** What a segment file's name says. */
  record Name(int segment, long generation) {
    static Optional<Name> parse(String file) {
      Matcher matcher = FILE.matcher(file);
      if (!matcher.matches() || Long.parseLong(matcher.group(1)) > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      return Optional.of(
          new Name(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))));
    }

    @Override
    public String toString() {
      return segment + "-" + generation + ".seg";
    }
  }

  int piecesPerSegment() {
    return Math.max(1, target / geometry.pieceLength());
  }

  int segmentOf(int piece) {
    return piece / piecesPerSegment();
  }

  int segmentCount() {
    return segmentOf(geometry.pieceCount() - 1) + 1;
  }

  int firstPiece(int segment) {
    return segment * piecesPerSegment();
  }

  /** The piece after the segment's last one. */
  int endPiece(int segment) {
    return (int) Math.min((long) firstPiece(segment) + piecesPerSegment(), geometry.pieceCount());
  }

  /** Position of the piece's first byte in its segment's file. */
  long positionOf(int piece) {
    return (long) (piece - firstPiece(segmentOf(piece))) * geometry.pieceLength();
  }

  /** Length that a segment's file must have to hold the piece. */
  long endOf(int piece) {
    return positionOf(piece) + geometry.lengthOf(piece);
  }
}
