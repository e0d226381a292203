package swarmdrive.engine.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class TokenBucketProperties {
  private static final long SECOND = 1_000_000_000L;

  @Example
  void withoutLimit_everythingIsThere() {
    TokenBucket bucket = new TokenBucket(0, 5);
    bucket.take(1L << 40);
    assertThat(bucket.limited()).isFalse();
    assertThat(bucket.available(5)).isEqualTo(Long.MAX_VALUE);
  }

  @Example
  void overdrawn_nothingIsThereUntilItIsPaidBack() {
    TokenBucket bucket = new TokenBucket(1000, 0);
    assertThat(bucket.available(0)).isEqualTo(100);
    bucket.take(2100);
    assertThat(bucket.available(SECOND)).isZero();
    assertThat(bucket.available(2 * SECOND)).isZero();
    assertThat(bucket.available(2 * SECOND + SECOND / 20)).isEqualTo(50);
  }

  @Example
  void givenBack_isThereAgain() {
    TokenBucket bucket = new TokenBucket(1000, 0);
    bucket.take(100);
    bucket.giveBack(40);
    assertThat(bucket.available(0)).isEqualTo(40);
  }

  /** Whoever takes blocks as soon as it may takes no more than the rate, a burst and a block. */
  @Property(tries = 300)
  void takenInAnyTime_isNoMoreThanTheRate(
      @ForAll @LongRange(min = 1, max = 1_000_000_000) long rate,
      @ForAll @IntRange(min = 1, max = 16384) int block,
      @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 100_000_000) Long> pauses) {
    TokenBucket bucket = new TokenBucket(rate, 0);
    long now = 0;
    double taken = 0;
    for (long pause : pauses) {
      now += pause;
      for (int i = 0; i < 50 && bucket.available(now) > 0; i++) {
        bucket.take(block);
        taken += block;
      }
      assertThat(taken).isLessThanOrEqualTo(rate * (now / 1e9 + 0.1) + 1 + block + 1e-3 * taken);
    }
  }
}
