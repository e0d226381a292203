package swarmdrive.webdav.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
  private static final Instant EXAMPLE = Instant.parse("1994-11-06T08:49:37Z");

  /** The three forms of RFC 9110, 5.6.7. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "  Sun, 06 Nov 1994 08:49:37 GMT "
      })
  void allForms_areRead(String text) {
    assertThat(HttpDate.parse(text)).isEqualTo(EXAMPLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "Sun, 31 Feb 2020 00:00:00 GMT x", "1994-11-06T08:49:37Z"})
  void anythingElse_isNoDate(String text) {
    assertThat(HttpDate.parse(text)).isNull();
  }

  @Property(tries = 300)
  void whatWasWritten_isRead(@ForAll @LongRange(min = 0, max = 253402300799L) long second) {
    Instant moment = Instant.ofEpochSecond(second, 999_999_999);
    assertThat(HttpDate.parse(HttpDate.format(moment))).isEqualTo(Instant.ofEpochSecond(second));
  }

  @Test
  void secondsThatShareASlot_areKeptApart() {
    String first = HttpDate.format(EXAMPLE);
    assertThat(HttpDate.format(EXAMPLE.plusSeconds(64))).isNotEqualTo(first);
    assertThat(HttpDate.format(EXAMPLE)).isEqualTo(first);
  }

  @Test
  void now_movesWithTheClock() {
    AtomicReference<Instant> clock = new AtomicReference<>(EXAMPLE);
    HttpDate date = new HttpDate(() -> java.util.Objects.requireNonNull(clock.get()));
    assertThat(date.now()).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    clock.set(EXAMPLE.plusMillis(999));
    assertThat(date.now()).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    clock.set(EXAMPLE.plusMillis(1000));
    assertThat(date.now()).isEqualTo("Sun, 06 Nov 1994 08:49:38 GMT");
  }
}
