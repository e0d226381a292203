package swarmdrive.webdav;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A folder. Looking into it may do local I/O but should not wait for a network; nodes are snapshots
 * and may go stale.
 */
public non-sealed interface DavFolder extends DavNode {
  /** The child with exactly this name (NFC). */
  Optional<DavNode> child(String name) throws IOException;

  /**
   * How many children there are, where they are at hand: {@link #children} then neither waits nor
   * fails, and an answer may begin before it is called. Empty where that is not so.
   */
  default OptionalInt count() {
    return OptionalInt.empty();
  }

  /** All children in the order in which they are to be shown. */
  List<DavNode> children() throws IOException;

  /**
   * A paragraph of plain text for people who look at the folder in a browser, lines separated by
   * {@code \n}; empty for none.
   */
  default String notice() throws IOException {
    return "";
  }
}
