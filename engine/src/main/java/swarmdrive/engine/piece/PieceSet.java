package swarmdrive.engine.piece;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLongArray;

/** A set of pieces that any thread reads and changes without a lock. */
final class PieceSet {
  private final AtomicLongArray words;

  PieceSet(int pieces) {
    words = new AtomicLongArray((pieces + 63) / 64);
  }

  boolean get(int piece) {
    return (words.get(piece >> 6) & 1L << piece) != 0;
  }

  /** False if it was in already. */
  boolean add(int piece) {
    long bit = 1L << piece;
    return (words.getAndUpdate(piece >> 6, word -> word | bit) & bit) == 0;
  }

  /** False if it was not in. */
  boolean remove(int piece) {
    long bit = 1L << piece;
    return (words.getAndUpdate(piece >> 6, word -> word & ~bit) & bit) != 0;
  }

  BitSet toBitSet() {
    long[] copy = new long[words.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = words.get(i);
    }
    return BitSet.valueOf(copy);
  }
}
