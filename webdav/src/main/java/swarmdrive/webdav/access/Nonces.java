package swarmdrive.webdav.access;

import com.google.common.primitives.Longs;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The numbers that Digest uses for a while (RFC 7616, 3.3). A nonce carries its time and a keyed
 * hash, so that issuing one costs no memory; only those in use are kept, with the counts that were
 * seen, and at most so many: then the oldest are given up together with all that were issued before
 * them, so that nothing forgotten can be used again. Any thread.
 */
final class Nonces {
  /** After it a client is told to take a new one, which it does by itself. */
  static final Duration LIFE = Duration.ofMinutes(10);

  static final int MOST = 4096;

  private static final int STAMP = 16;
  private static final int SEAL = 16;

  private final InstantSource clock;
  private final SecureRandom random;
  private final Digests digests;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Counts> inUse = new LinkedHashMap<>();
  private Instant givenUp = Instant.MIN;

  Nonces(InstantSource clock, SecureRandom random, Digests digests) {
    this.clock = clock;
    this.random = random;
    this.digests = digests;
  }

  String issue() {
    byte[] stamp =
        ByteBuffer.allocate(STAMP).putLong(clock.millis()).putLong(random.nextLong()).array();
    byte[] nonce = Arrays.copyOf(stamp, STAMP + SEAL);
    System.arraycopy(digests.keyed(stamp), 0, nonce, STAMP, SEAL);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
  }

  /**
   * Uses a nonce once more, in an answer that was found right.
   *
   * @param count the client's, each value at most once, nearly in order
   * @return false if the client has to take a new nonce
   */
  boolean use(String nonce, long count) {
    Instant issued = issued(nonce);
    Instant now = clock.instant();
    if (issued.plus(LIFE).isBefore(now) || issued.isAfter(now)) {
      return false;
    }
    lock.lock();
    try {
      Counts counts = inUse.get(nonce);
      if (counts == null) {
        if (!issued.isAfter(givenUp)) {
          return false;
        }
        counts = new Counts(issued);
        makeRoom(now);
        inUse.put(nonce, counts);
      }
      return counts.take(count);
    } finally {
      lock.unlock();
    }
  }

  /** When it was issued; long ago if it is none of ours. */
  private Instant issued(String nonce) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(nonce);
    } catch (IllegalArgumentException e) {
      return Instant.EPOCH;
    }
    if (bytes.length != STAMP + SEAL) {
      return Instant.EPOCH;
    }
    byte[] seal = Arrays.copyOf(digests.keyed(Arrays.copyOf(bytes, STAMP)), SEAL);
    boolean ours = MessageDigest.isEqual(seal, Arrays.copyOfRange(bytes, STAMP, STAMP + SEAL));
    return ours ? Instant.ofEpochMilli(Longs.fromByteArray(bytes)) : Instant.EPOCH;
  }

  private void makeRoom(Instant now) {
    Iterator<Counts> oldest = inUse.values().iterator();
    while (oldest.hasNext()) {
      Counts counts = oldest.next();
      boolean expired = counts.issued.plus(LIFE).isBefore(now);
      if (!expired && inUse.size() < MOST) {
        return;
      }
      if (!expired && counts.issued.isAfter(givenUp)) {
        givenUp = counts.issued;
      }
      oldest.remove();
    }
  }

  /** The counts of one nonce that were used: the highest and, as bits, the 63 below it. */
  private static final class Counts {
    private final Instant issued;
    private long highest;
    private long seen;

    Counts(Instant issued) {
      this.issued = issued;
    }

    boolean take(long count) {
      if (count > highest) {
        long ahead = count - highest;
        seen = (ahead < Long.SIZE ? seen << ahead : 0) | 1;
        highest = count;
        return true;
      }
      long behind = highest - count;
      if (count < 1 || behind >= Long.SIZE || (seen >> behind & 1) != 0) {
        return false;
      }
      seen |= 1L << behind;
      return true;
    }
  }
}
