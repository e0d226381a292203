package swarmdrive.archive.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Which of an image's trees is shown, and how its members are called: Rock Ridge before Joliet, as
 * Linux does it, because it tells more; and both before names in capitals.
 */
record Naming(Volume volume, Describer describer) {
  static Naming of(ImageBytes bytes, Volumes volumes) throws IOException {
    Volume plain = volumes.plain();
    Optional<Describer> rockRidge = rockRidge(bytes, plain);
    if (rockRidge.isPresent()) {
      return new Naming(plain, rockRidge.get());
    }
    Volume shown = volumes.joliet().orElse(plain);
    return new Naming(shown, new PlainNames(shown.joliet()));
  }

  private static Optional<Describer> rockRidge(ImageBytes bytes, Volume plain) throws IOException {
    if (!bytes.holds(plain.root(), ImageBytes.SECTOR)) {
      return Optional.empty();
    }
    ByteBuffer root = bytes.read(plain.root(), ImageBytes.SECTOR);
    return IsoRecord.fits(root, 0, ImageBytes.SECTOR)
        ? RockRidge.of(IsoRecord.at(root, 0), new SystemUse(bytes, plain.blockSize()))
        : Optional.empty();
  }
}
