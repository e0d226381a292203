package swarmdrive.app.tree;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.OptionalBinder;
import jakarta.inject.Singleton;
import swarmdrive.app.library.Library;
import swarmdrive.app.library.TorrentsSeen;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavWriter;

/**
 * Binds the root of the drive. Needs {@link Library}, the archives' formats, {@link TreeConfig}, a
 * clock and a scheduled executor.
 */
public final class TreeModule extends AbstractModule {
  private final TreeConfig config;
  private final DriveConfig drive;

  public TreeModule(TreeConfig config, DriveConfig drive) {
    this.config = config;
    this.drive = drive;
  }

  @Override
  protected void configure() {
    bind(TreeConfig.class).toInstance(config);
    bind(LateReaders.class);
    bind(ArchiveListings.class);
    bind(ArchiveFolders.class);
    bind(TorrentNodes.class);
    bind(RouteListings.class);
    bind(DriveConfig.class).toInstance(drive);
    bind(TorrentsSeen.class).to(OverlayTrash.class);
    if (drive.writable()) {
      OptionalBinder.newOptionalBinder(binder(), DavWriter.class)
          .setBinding()
          .to(DriveWriter.class);
    }
  }

  @Provides
  @Singleton
  DavFolder root(Library library, RouteListings listings) {
    return new RouteFolder("", library.root(), listings);
  }
}
