package swarmdrive.webdav;

import java.io.IOException;
import java.util.List;

/**
 * Changes the tree. A path is the names from the drive's root down to an entry, in NFC, as the
 * client said them; the server has checked locks, conditions and that the parent is a folder. Each
 * act is durable when it returns, and if it fails nothing has changed. Any thread; may do local
 * I/O.
 *
 * <p>Every act fails with {@link DavRefusedException} (403) where nothing may be changed and with
 * {@link DavFullException} (507) if there is no room.
 */
public interface DavWriter {
  /** For a drive that nobody may change. */
  DavWriter NONE = new ReadOnlyWriter();

  /** Whether anything can be changed at all. */
  boolean writable();

  /** Begins to write a file, new or in the place of one that stays as it is until the commit. */
  DavUpload upload(List<String> path) throws IOException;

  /** Makes a folder where nothing is. */
  void makeFolder(List<String> path) throws IOException;

  /** Removes a file, or a folder with all that is in it. */
  void delete(List<String> path) throws IOException;

  /** Moves or renames; what was at {@code to} is replaced. Neither path lies in the other. */
  void move(List<String> from, List<String> to) throws IOException;

  /**
   * Copies; what was at {@code to} is replaced. Neither path lies in the other.
   *
   * @param deep whether a folder is copied with what is in it
   */
  void copy(List<String> from, List<String> to, boolean deep) throws IOException;

  /** The room where this folder's files go. */
  DavQuota quota(List<String> path) throws IOException;
}
