package swarmdrive.app.config;

import java.nio.file.Path;
import java.util.Optional;
import swarmdrive.app.library.LibraryConfig;
import swarmdrive.app.log.LogConfig;
import swarmdrive.app.shared.SharedConfig;
import swarmdrive.app.tree.DriveConfig;
import swarmdrive.app.tree.TreeConfig;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.Passwords;
import swarmdrive.archive.StorageConfig;
import swarmdrive.engine.EngineConfig;
import swarmdrive.webdav.TlsConfig;
import swarmdrive.webdav.WebDavConfig;

/**
 * The whole configuration, a record for each room.
 *
 * @param data folder of everything that is kept
 * @param allowAnonymous whether listening beyond loopback without users is wanted
 * @param users file of those who may come in; need not exist
 * @param selfSigned where a certificate is made if none is named; empty if none is wanted
 * @param passwords tried on encrypted members of archives
 */
public record AppConfig(
    Path data,
    boolean allowAnonymous,
    Path users,
    Optional<Path> selfSigned,
    WebDavConfig webdav,
    TreeConfig tree,
    DriveConfig drive,
    LibraryConfig library,
    EngineConfig engine,
    ArchiveConfig archive,
    Passwords passwords,
    StorageConfig archiveStorage,
    SharedConfig shared,
    LogConfig log) {
  /** The same with a certificate. */
  public AppConfig withTls(TlsConfig tls) {
    return new AppConfig(
        data,
        allowAnonymous,
        users,
        selfSigned,
        webdav.withTls(tls),
        tree,
        drive,
        library,
        engine,
        archive,
        passwords,
        archiveStorage,
        shared,
        log);
  }
}
