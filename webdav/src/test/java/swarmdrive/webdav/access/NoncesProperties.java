package swarmdrive.webdav.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NoncesProperties {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Nonces nonces = nonces();

  private Nonces nonces() {
    SecureRandom random = new SecureRandom();
    return new Nonces(() -> now, random, new Digests(random));
  }

  @Test
  void nonce_servesForAWhile() {
    String nonce = nonces.issue();
    assertThat(nonces.use(nonce, 1)).isTrue();
    now = now.plus(Nonces.LIFE);
    assertThat(nonces.use(nonce, 2)).isTrue();
    now = now.plusMillis(1);
    assertThat(nonces.use(nonce, 3)).isFalse();
  }

  @Test
  void nonceOfAnotherServer_isNotTaken() {
    assertThat(nonces.use(nonces().issue(), 1)).isFalse();
  }

  @Test
  void nonces_areAllDifferent() {
    Set<String> issued = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(issued.add(nonces.issue())).isTrue();
    }
  }

  @Test
  void oldest_areGivenUpWhenThereAreTooManyAndNeverComeBack() {
    List<String> used = new ArrayList<>();
    for (int i = 0; i < Nonces.MOST + 10; i++) {
      now = now.plusMillis(1);
      String nonce = nonces.issue();
      assertThat(nonces.use(nonce, 1)).isTrue();
      used.add(nonce);
    }
    for (String forgotten : used.subList(0, 10)) {
      assertThat(nonces.use(forgotten, 1)).as("a replay").isFalse();
      assertThat(nonces.use(forgotten, 2)).isFalse();
    }
    assertThat(nonces.use(used.getLast(), 2)).isTrue();
  }

  @Test
  void expiredOnes_makeRoomForOthers() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < Nonces.MOST; i++) {
        assertThat(nonces.use(nonces.issue(), 1)).isTrue();
      }
      now = now.plus(Nonces.LIFE).plus(Duration.ofMillis(1));
    }
  }

  /** Whatever the order: no count is taken twice, and one that is new and not far behind is. */
  @Property
  void count_isTakenOnce(
      @ForAll @Size(max = 80) List<@LongRange(min = -2, max = 200) Long> counts) {
    Nonces fresh = nonces();
    String nonce = fresh.issue();
    Set<Long> taken = new HashSet<>();
    long highest = 0;
    for (long count : counts) {
      boolean isNew = count > 0 && count > highest - Long.SIZE && taken.add(count);
      assertThat(fresh.use(nonce, count)).isEqualTo(isNew);
      highest = Math.max(highest, count);
    }
  }
}
