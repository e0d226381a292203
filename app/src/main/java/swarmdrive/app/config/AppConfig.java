package swarmdrive.app.config;

import java.nio.file.Path;
import swarmdrive.app.library.LibraryConfig;
import swarmdrive.app.log.LogConfig;
import swarmdrive.app.tree.DriveConfig;
import swarmdrive.app.tree.TreeConfig;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.engine.EngineConfig;
import swarmdrive.webdav.WebDavConfig;

/**
 * The whole configuration, a record for each room.
 *
 * @param data folder of everything that is kept
 * @param allowAnonymous whether listening beyond loopback without users is wanted
 */
public record AppConfig(
    Path data,
    boolean allowAnonymous,
    WebDavConfig webdav,
    TreeConfig tree,
    DriveConfig drive,
    LibraryConfig library,
    EngineConfig engine,
    ArchiveConfig archive,
    LogConfig log) {}
