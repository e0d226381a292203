package swarmdrive.engine.piece;

import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be evicted, least recently used first. Uses are not told to the queue, or every read
 * would need its lock: who comes first although it was used since is put back where it belongs. Not
 * thread-safe.
 */
final class EvictionQueue {
  private record Place(Evictable part, boolean precious, long lastUse, long charge) {
    /** False once the part was used since, or became precious. */
    boolean holds() {
      return part.lastUse() <= lastUse && part.isPrecious() == precious;
    }
  }

  private static final Comparator<Place> LEAST_RECENT = Comparator.comparingLong(Place::lastUse);

  private final long mostPrecious;
  private final PriorityQueue<Place> ordinary = new PriorityQueue<>(LEAST_RECENT);
  private final PriorityQueue<Place> precious = new PriorityQueue<>(LEAST_RECENT);
  private final Set<Evictable> queued = new HashSet<>();
  private long preciousBytes;

  /**
   * @param mostPrecious bytes of precious parts above which they have no privilege
   */
  EvictionQueue(long mostPrecious) {
    this.mostPrecious = mostPrecious;
  }

  /** Adds a part, if it is not in. */
  void add(Evictable part) {
    if (queued.add(part)) {
      place(part);
    }
  }

  private void place(Evictable part) {
    Place place = new Place(part, part.isPrecious(), part.lastUse(), part.charge());
    if (place.precious) {
      preciousBytes += place.charge;
      precious.add(place);
    } else {
      ordinary.add(place);
    }
  }

  /** Takes a part out; false if it was not in. */
  boolean remove(Evictable part) {
    return queued.remove(part);
  }

  /**
   * Takes out the part that is to go next; null if there is none. Kept ones leave the queue, too,
   * and are to be added when they are kept no more.
   */
  @Nullable Evictable next() {
    for (Place first = poll(); first != null; first = poll()) {
      if (!queued.contains(first.part)) {
        continue; // it was taken out
      }
      if (first.part.isKept()) {
        queued.remove(first.part);
      } else if (!first.holds()) {
        place(first.part);
      } else {
        queued.remove(first.part);
        return first.part;
      }
    }
    return null;
  }

  private @Nullable Place poll() {
    if (ordinary.isEmpty() || (preciousBytes > mostPrecious && !precious.isEmpty())) {
      Place place = precious.poll();
      preciousBytes -= place == null ? 0 : place.charge;
      return place;
    }
    return ordinary.poll();
  }
}
