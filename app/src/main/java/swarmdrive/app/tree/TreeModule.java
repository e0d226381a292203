package swarmdrive.app.tree;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import swarmdrive.app.library.Library;
import swarmdrive.webdav.DavFolder;

/**
 * Binds the root of the drive. Needs {@link Library}, the archives' formats, {@link TreeConfig}, a
 * clock and a scheduled executor.
 */
public final class TreeModule extends AbstractModule {
  private final TreeConfig config;

  public TreeModule(TreeConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    bind(TreeConfig.class).toInstance(config);
    bind(LateReaders.class);
    bind(ArchiveListings.class);
    bind(ArchiveFolders.class);
    bind(TorrentNodes.class);
    bind(RouteListings.class);
  }

  @Provides
  @Singleton
  DavFolder root(Library library, RouteListings listings) {
    return new RouteFolder("", library.root(), listings);
  }
}
