package swarmdrive.archive.tree;

import java.time.Instant;
import java.util.Optional;

/** What a format knows about its members, by number. */
public interface MemberFacts {
  /** Bytes when decoded. */
  long size(int id);

  /** Empty if the archive does not tell. */
  Optional<Instant> modified(int id);
}
