package swarmdrive.archive.iso;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The records of a folder's bytes. None crosses a sector's end; zeros fill what is left. */
final class FolderRecords {
  /** Takes a record. */
  interface Visitor {
    void record(IsoRecord record) throws IOException;
  }

  private FolderRecords() {}

  /**
   * Walks through them, passing over the rest of a sector that is damaged.
   *
   * @return false if one was
   */
  static boolean forEach(ByteBuffer folder, Visitor visitor) throws IOException {
    boolean sound = true;
    for (int at = 0; at < folder.limit(); ) {
      int end = Math.min(folder.limit(), at - at % ImageBytes.SECTOR + ImageBytes.SECTOR);
      boolean empty = folder.get(at) == 0;
      if (!empty && end - at > IsoRecord.BYTES && IsoRecord.fits(folder, at, end)) {
        IsoRecord record = IsoRecord.at(folder, at);
        visitor.record(record);
        at += record.length();
      } else {
        sound &= empty;
        at = end;
      }
    }
    return sound;
  }
}
