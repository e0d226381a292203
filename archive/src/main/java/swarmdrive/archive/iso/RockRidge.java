package swarmdrive.archive.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Names, dates and links as Rock Ridge tells them (RRIP, IEEE P1282). Not thread-safe. */
final class RockRidge implements Describer {
  /** CD-ROM XA puts its own before. */
  private static final int[] SKIPS = {0, 14};

  private final SystemUse systemUse;
  private final PlainNames names = new PlainNames(false);
  private final int skip;

  private RockRidge(SystemUse systemUse, int skip) {
    this.systemUse = systemUse;
    this.skip = skip;
  }

  /**
   * For a volume whose root says that its members have such entries.
   *
   * @param self the root's record of itself
   */
  static Optional<Describer> of(IsoRecord self, SystemUse systemUse) throws IOException {
    for (int before : SKIPS) {
      Set<String> found = new HashSet<>();
      int[] told = {0};
      systemUse.forEach(
          after(self, before),
          (signature, body) -> {
            if (signature.equals("SP") && body.capacity() >= 3 && isCheck(body)) {
              told[0] = Byte.toUnsignedInt(body.get(2));
            }
            found.add(signature);
          });
      if (found.contains("SP") && (found.contains("PX") || found.contains("RR"))) {
        return Optional.of(new RockRidge(systemUse, told[0]));
      }
    }
    return Optional.empty();
  }

  private static boolean isCheck(ByteBuffer body) {
    return body.get(0) == (byte) 0xbe && body.get(1) == (byte) 0xef;
  }

  private static ByteBuffer after(IsoRecord record, int skip) {
    ByteBuffer area = record.systemUse();
    int start = Math.min(skip, area.capacity());
    return area.slice(start, area.capacity() - start);
  }

  @Override
  public Described describe(IsoRecord record) throws IOException {
    RockRidgeEntries entries = new RockRidgeEntries();
    systemUse.forEach(after(record, skip), entries::add);
    return entries.over(names.describe(record));
  }
}
