package swarmdrive.archive.iso;

import java.io.IOException;

/** Reads what a volume's records say of members. */
interface Describer {
  Described describe(IsoRecord record) throws IOException;
}
