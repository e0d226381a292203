package swarmdrive.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReadAheadTest {
  private final ReadAhead readAhead = new ReadAhead(1000, 10_000);

  @Test
  void firstRead_asksForNothingAhead() {
    assertThat(readAhead.window(500)).isZero();
  }

  @Test
  void secondReadInOrder_asksForTheLeast() {
    readAhead.window(0);
    readAhead.advance(0, 100);
    assertThat(readAhead.window(100)).isEqualTo(1000);
  }

  @Test
  void longReading_asksForAsMuchAsWasRead_upToTheMost() {
    long position = 0;
    for (int i = 0; i < 50; i++) {
      readAhead.window(position);
      readAhead.advance(position, 500);
      position += 500;
      assertThat(readAhead.window(position)).isEqualTo(Math.clamp(position, 1000, 10_000));
    }
  }

  @Test
  void seek_startsAnew() {
    readAhead.window(0);
    readAhead.advance(0, 5000);
    assertThat(readAhead.window(5000)).isEqualTo(5000);
    assertThat(readAhead.window(90_000)).isZero();
  }

  @Test
  void repeatedReadAtTheSamePlace_isNoProgress() {
    readAhead.window(0);
    assertThat(readAhead.window(0)).isZero();
  }
}
