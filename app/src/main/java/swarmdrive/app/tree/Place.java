package swarmdrive.app.tree;

import java.nio.file.Path;
import swarmdrive.webdav.DavNode;

/** What a path of the drive is on the disk, for those who change it. */
sealed interface Place {
  /**
   * An ordinary file or folder.
   *
   * @param file where it is, or the link that it is
   */
  record Ordinary(Path file) implements Place {}

  /**
   * A torrent, by its file of the library.
   *
   * @param shown the folder, or the file if it is a single one
   */
  record OfTorrent(Path libraryFile, DavNode shown) implements Place {}

  /**
   * Nothing is there yet.
   *
   * @param file where it would be
   */
  record Free(Path file) implements Place {}

  /**
   * Something that cannot be changed.
   *
   * @param node what is shown there
   * @param reason one line for the person who tries
   */
  record Fixed(DavNode node, String reason) implements Place {}

  /**
   * Nothing, and nothing may come there.
   *
   * @param reason one line for the person who tries
   */
  record Closed(String reason) implements Place {}
}
