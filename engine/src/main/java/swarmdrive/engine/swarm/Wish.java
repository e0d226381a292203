package swarmdrive.engine.swarm;

/**
 * What one reader wants at one moment: pieces {@code [now, nowEnd)} at once, and {@code [nowEnd,
 * soonEnd)} next, in order. Or nobody waits, and pieces {@code [0, laterEnd)} are wanted when
 * nobody else wants anything.
 *
 * @param now first piece that the reader waits for
 * @param nowEnd end of the pieces it waits for
 * @param soonEnd end of the pieces read ahead
 * @param laterEnd end of the pieces for which there is time; 0 for none
 */
public record Wish(int now, int nowEnd, int soonEnd, int laterEnd) {
  public Wish {
    boolean reads = now >= 0 && nowEnd > now && soonEnd >= nowEnd && laterEnd == 0;
    boolean keeps = now == 0 && nowEnd == 0 && soonEnd == 0 && laterEnd > 0;
    if (!reads && !keeps) {
      throw new IllegalArgumentException(
          "not a wish: " + now + ", " + nowEnd + ", " + soonEnd + ", " + laterEnd);
    }
  }

  public Wish(int now, int nowEnd, int soonEnd) {
    this(now, nowEnd, soonEnd, 0);
  }

  /** All pieces before the end, behind everybody else. */
  public static Wish later(int end) {
    return new Wish(0, 0, 0, end);
  }

  boolean wantsNow(int piece) {
    return piece >= now && piece < nowEnd;
  }

  boolean wants(int piece) {
    return piece >= now && piece < soonEnd;
  }
}
