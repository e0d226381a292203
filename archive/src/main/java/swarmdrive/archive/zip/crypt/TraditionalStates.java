package swarmdrive.archive.zip.crypt;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keys at some positions of one member, for all of its readers. Safe for any number of threads. */
final class TraditionalStates {
  private static final long LEAST_SPACING = 256 << 10;
  private static final int MOST = 1024;

  /**
   * Keys at a position, to be copied.
   *
   * @param position in the data
   */
  record State(long position, TraditionalKeys keys) {}

  private final ConcurrentSkipListMap<Long, TraditionalKeys> states = new ConcurrentSkipListMap<>();
  private final long spacing;

  private TraditionalStates(long spacing) {
    this.spacing = spacing;
  }

  static TraditionalStates of(TraditionalKeys first, long length) {
    TraditionalStates states = new TraditionalStates(Math.max(LEAST_SPACING, length / MOST));
    states.states.put(0L, first);
    return states;
  }

  /** Keys of one's own, at the nearest position that is not behind. */
  State floor(long position) {
    Map.Entry<Long, TraditionalKeys> floor = states.floorEntry(position);
    if (floor == null) {
      throw new IllegalArgumentException("position " + position);
    }
    return new State(floor.getKey(), floor.getValue().copy());
  }

  /** The next position at which they are to be noted. */
  long next(long position) {
    return (position / spacing + 1) * spacing;
  }

  void note(long position, TraditionalKeys keys) {
    if (position % spacing == 0) {
      states.putIfAbsent(position, keys.copy());
    }
  }
}
