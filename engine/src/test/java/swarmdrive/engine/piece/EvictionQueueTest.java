package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who goes first. */
class EvictionQueueTest {
  private final EvictionQueue queue = new EvictionQueue(100);

  /** A part that does what it is told. */
  private static final class Part implements Evictable {
    final String name;
    long lastUse;
    boolean precious;
    boolean kept;

    Part(String name, long lastUse) {
      this.name = name;
      this.lastUse = lastUse;
    }

    @Override
    public long charge() {
      return 40;
    }

    @Override
    public long lastUse() {
      return lastUse;
    }

    @Override
    public boolean isPrecious() {
      return precious;
    }

    @Override
    public boolean isKept() {
      return kept;
    }

    @Override
    public long evict() {
      throw new AssertionError("the queue evicts nothing");
    }
  }

  private Part add(String name, long lastUse) {
    Part part = new Part(name, lastUse);
    queue.add(part);
    return part;
  }

  private List<String> all() {
    List<String> names = new ArrayList<>();
    for (Evictable next = queue.next(); next != null; next = queue.next()) {
      names.add(((Part) next).name);
    }
    return names;
  }

  @Test
  void next_leastRecentlyUsed_comesFirst() {
    add("b", 2);
    add("c", 3);
    add("a", 1);

    assertThat(all()).containsExactly("a", "b", "c");
  }

  @Test
  void next_usedSinceItWasAdded_comesLater() {
    Part a = add("a", 1);
    add("b", 2);
    a.lastUse = 3;

    assertThat(all()).containsExactly("b", "a");
  }

  @Test
  void next_precious_comesLast() {
    Part a = add("a", 1);
    add("b", 2);
    add("c", 3);
    a.precious = true;

    assertThat(all()).containsExactly("b", "c", "a");
  }

  @Test
  void next_tooMuchPrecious_hasNoPrivilege() {
    for (int i = 0; i < 3; i++) {
      Part part = new Part("p" + i, i);
      part.precious = true;
      queue.add(part);
    }
    add("a", 0);

    assertThat(all()).containsExactly("p0", "a", "p1", "p2");
  }

  @Test
  void next_kept_leavesTheQueueUntilItIsAddedAgain() {
    Part a = add("a", 1);
    a.kept = true;
    assertThat(all()).isEmpty();

    a.kept = false;
    assertThat(all()).isEmpty();

    queue.add(a);
    assertThat(all()).containsExactly("a");
  }

  @Test
  void add_twice_isInOnce() {
    Part a = add("a", 1);
    queue.add(a);

    assertThat(all()).containsExactly("a");
  }

  @Test
  void remove_isNotInAnyMore_andSaysWhetherItWas() {
    Part a = add("a", 1);

    assertThat(queue.remove(a)).isTrue();
    assertThat(queue.remove(a)).isFalse();
    assertThat(all()).isEmpty();
  }
}
