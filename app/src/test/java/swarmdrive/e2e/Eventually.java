package swarmdrive.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks again until the answer is right: what other programs do cannot be waited for otherwise. */
final class Eventually {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Eventually() {}

  static void isTrue(String what, Duration limit, Callable<Boolean> question) {
    get(what, limit, question, Boolean::booleanValue);
  }

  /** The first answer that is right; one that throws counts as wrong. */
  static <T> T get(String what, Duration limit, Callable<T> question, Predicate<T> right) {
    long end = System.nanoTime() + limit.toNanos();
    @Nullable Object last = null;
    do {
      try {
        T answer = question.call();
        if (right.test(answer)) {
          return answer;
        }
        last = answer;
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting: " + what, e);
      } catch (Exception e) {
        last = e;
        pause();
      }
    } while (System.nanoTime() < end);
    throw new AssertionError("not within " + limit + ": " + what + "; last: " + last);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
