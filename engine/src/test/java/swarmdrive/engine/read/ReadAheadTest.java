package swarmdrive.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReadAheadTest {
  private final ReadAhead readAhead = new ReadAhead(1000, 10_000);

  @Test
  void firstRead_asksForNothingAhead() {
    assertThat(readAhead.window(500, 10)).isZero();
  }

  @Test
  void secondReadInOrder_asksForTheLeast() {
    readAhead.window(0, 100);
    readAhead.advance(0, 100);
    assertThat(readAhead.window(100, 100)).isEqualTo(1000);
  }

  @Test
  void longReading_asksForAsMuchAsWasRead_upToTheMost() {
    long position = 0;
    for (int i = 0; i < 50; i++) {
      readAhead.window(position, 500);
      readAhead.advance(position, 500);
      position += 500;
      assertThat(readAhead.window(position, 500)).isEqualTo(Math.clamp(position, 1000, 10_000));
    }
  }

  @Test
  void readServedInParts_isOneRead() {
    assertThat(readAhead.window(0, 100)).isZero();
    readAhead.advance(0, 40);
    assertThat(readAhead.window(40, 60)).isZero();
    readAhead.advance(40, 60);
    assertThat(readAhead.window(100, 100)).isEqualTo(1000);
  }

  @Test
  void seek_startsAnew() {
    readAhead.window(0, 100);
    readAhead.advance(0, 5000);
    assertThat(readAhead.window(5000, 100)).isEqualTo(5000);
    assertThat(readAhead.window(90_000, 100)).isZero();
  }

  @Test
  void repeatedReadAtTheSamePlace_isNoProgress() {
    readAhead.window(0, 100);
    assertThat(readAhead.window(0, 100)).isZero();
  }
}
