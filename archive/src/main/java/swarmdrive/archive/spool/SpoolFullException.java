package swarmdrive.archive.spool;

import java.io.IOException;

/** All room of the spool is taken by what others are reading. Later there may be some. */
public final class SpoolFullException extends IOException {
  SpoolFullException(long limit) {
    super("no room to decode: readers use all " + limit + " bytes of archive.spool-limit");
  }
}
