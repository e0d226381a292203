package swarmdrive.webdav.access;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Slows down who guesses: after some failures in a row an address has to wait before it may try
 * again, longer each time. Bounded; forgets an address that was quiet for a while. Any thread.
 */
final class Attempts {
  /** Clients try an old password some times before they ask their user. */
  private static final int FREE = 5;

  private static final int DOUBLINGS = 6;
  private static final int ADDRESSES = 10_000;
  private static final Duration MEMORY = Duration.ofMinutes(15);

  private record Failures(int count, Instant last) {}

  private final InstantSource clock;
  private final Cache<Object, Failures> failures =
      CacheBuilder.newBuilder().maximumSize(ADDRESSES).build();

  Attempts(InstantSource clock) {
    this.clock = clock;
  }

  /** How long this address still has to wait; zero if it may try. */
  Duration wait(InetAddress client) {
    Failures past = failures.getIfPresent(network(client));
    if (past == null || past.count < FREE) {
      return Duration.ZERO;
    }
    Duration penalty = Duration.ofSeconds(1L << Math.min(past.count - FREE, DOUBLINGS));
    Duration left = Duration.between(clock.instant(), past.last.plus(penalty));
    return left.isNegative() ? Duration.ZERO : left;
  }

  void failed(InetAddress client) {
    Instant now = clock.instant();
    var unused =
        failures
            .asMap()
            .merge(
                network(client),
                new Failures(1, now),
                (past, one) ->
                    past.last.plus(MEMORY).isBefore(now) ? one : new Failures(past.count + 1, now));
  }

  void succeeded(InetAddress client) {
    failures.invalidate(network(client));
  }

  /** One subscriber has 2^64 addresses of IPv6 (RFC 6177). */
  private static Object network(InetAddress client) {
    byte[] bytes = client.getAddress();
    return client instanceof Inet6Address ? ByteBuffer.wrap(bytes, 0, 8) : client;
  }
}
