package swarmdrive.app.api;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A torrent's pieces, run by run.
 *
 * @param pieces in all; 0 while metadata is missing
 * @param pieceLength bytes
 * @param runs together as long as all pieces
 */
record PieceRuns(int pieces, int pieceLength, List<Run> runs) {
  /**
   * Neighbours in the same state.
   *
   * @param state {@code held}, {@code fetching} or {@code missing}
   */
  record Run(String state, int count) {}

  static PieceRuns of(int pieces, int pieceLength, BitSet held, BitSet fetching) {
    List<Run> runs = new ArrayList<>();
    for (int from = 0; from < pieces; ) {
      String state = state(from, held, fetching);
      int to = from + 1;
      while (to < pieces && state(to, held, fetching).equals(state)) {
        to++;
      }
      runs.add(new Run(state, to - from));
      from = to;
    }
    return new PieceRuns(pieces, pieceLength, runs);
  }

  private static String state(int piece, BitSet held, BitSet fetching) {
    return held.get(piece) ? "held" : fetching.get(piece) ? "fetching" : "missing";
  }

  /** Bytes in held pieces between two offsets of the torrent. */
  static long bytes(BitSet held, int pieceLength, long from, long to) {
    long bytes = 0;
    for (int piece = held.nextSetBit((int) (from / pieceLength));
        piece >= 0 && (long) piece * pieceLength < to;
        piece = held.nextSetBit(piece + 1)) {
      long start = (long) piece * pieceLength;
      bytes += Math.max(0, Math.min(to, start + pieceLength) - Math.max(from, start));
    }
    return bytes;
  }
}
