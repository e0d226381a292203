package swarmdrive.app.tree;

import java.util.Locale;
import java.util.Set;

/** Names that desktops write and look for everywhere, whatever is in a folder. */
final class DesktopNames {
  private static final Set<String> WRITTEN = Set.of(".ds_store", "desktop.ini", "thumbs.db");

  private static final Set<String> LOOKED_FOR =
      Set.of(
          "autorun.inf",
          "folder.jpg",
          "folder.gif",
          ".hidden",
          ".localized",
          ".spotlight-v100",
          ".trashes",
          ".fseventsd",
          ".metadata_never_index",
          ".metadata_never_index_unless_rootfs",
          ".ql_disablethumbnails",
          ".ql_disablecache",
          ".directory",
          "mach_kernel",
          "backups.backupdb");

  private DesktopNames() {}

  /** Whether a desktop writes such a file for itself: kept, but not listed among a torrent's. */
  static boolean isWritten(String name) {
    return name.startsWith("._") || WRITTEN.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether to look for it is a habit, and no reason to read an archive. */
  static boolean isProbe(String name) {
    return isWritten(name) || LOOKED_FOR.contains(name.toLowerCase(Locale.ROOT));
  }
}
