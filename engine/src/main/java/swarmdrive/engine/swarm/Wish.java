package swarmdrive.engine.swarm;

/**
 * What one reader wants at one moment: pieces {@code [now, nowEnd)} at once, and {@code [nowEnd,
 * soonEnd)} next, in order.
 *
 * @param now first piece that the reader waits for
 * @param nowEnd end of the pieces it waits for
 * @param soonEnd end of the pieces read ahead
 */
public record Wish(int now, int nowEnd, int soonEnd) {
  public Wish {
    if (now < 0 || nowEnd <= now || soonEnd < nowEnd) {
      throw new IllegalArgumentException("not a wish: " + now + ", " + nowEnd + ", " + soonEnd);
    }
  }

  boolean wantsNow(int piece) {
    return piece >= now && piece < nowEnd;
  }

  boolean wants(int piece) {
    return piece >= now && piece < soonEnd;
  }
}
