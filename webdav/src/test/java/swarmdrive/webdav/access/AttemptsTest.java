package swarmdrive.webdav.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final InetAddress GUESSER = InetAddresses.forString("192.0.2.1");
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Attempts attempts = new Attempts(() -> now);

  private void fail(InetAddress address, int times) {
    for (int i = 0; i < times; i++) {
      attempts.failed(address);
    }
  }

  @Test
  void firstOnes_areFree() {
    fail(GUESSER, 4);
    assertThat(attempts.wait(GUESSER)).isZero();
  }

  @Test
  void waiting_growsToAMinuteAndMore() {
    fail(GUESSER, 5);
    assertThat(attempts.wait(GUESSER)).hasSeconds(1);
    fail(GUESSER, 1);
    assertThat(attempts.wait(GUESSER)).hasSeconds(2);
    fail(GUESSER, 1000);
    assertThat(attempts.wait(GUESSER)).hasSeconds(64);
  }

  @Test
  void afterTheWait_oneMayTryAgain() {
    fail(GUESSER, 6);
    now = now.plusSeconds(1);
    assertThat(attempts.wait(GUESSER)).hasSeconds(1);
    now = now.plusSeconds(1);
    assertThat(attempts.wait(GUESSER)).isZero();
  }

  @Test
  void success_orAQuietTime_forgets() {
    fail(GUESSER, 9);
    attempts.succeeded(GUESSER);
    assertThat(attempts.wait(GUESSER)).isZero();
    fail(GUESSER, 9);
    now = now.plus(Duration.ofMinutes(16));
    fail(GUESSER, 1);
    assertThat(attempts.wait(GUESSER)).isZero();
  }

  @Test
  void others_doNotWait_butWholeNetworksOfIpv6Do() {
    fail(GUESSER, 9);
    assertThat(attempts.wait(InetAddresses.forString("192.0.2.2"))).isZero();
    fail(InetAddresses.forString("2001:db8:0:1::1"), 9);
    assertThat(attempts.wait(InetAddresses.forString("2001:db8:0:1:ffff::2"))).isPositive();
    assertThat(attempts.wait(InetAddresses.forString("2001:db8:0:2::1"))).isZero();
  }
}
