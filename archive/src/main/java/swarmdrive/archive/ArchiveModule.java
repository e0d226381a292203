package swarmdrive.archive;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import swarmdrive.archive.index.IndexModule;
import swarmdrive.archive.iso.IsoModule;
import swarmdrive.archive.rar.RarModule;
import swarmdrive.archive.sevenzip.SevenZipModule;
import swarmdrive.archive.stream.StreamModule;
import swarmdrive.archive.stream.gzip.GzipModule;
import swarmdrive.archive.stream.xz.XzModule;
import swarmdrive.archive.stream.zstd.ZstdModule;
import swarmdrive.archive.tar.TarModule;
import swarmdrive.archive.zip.ZipModule;

/**
 * Binds {@link Archives} and the set of {@link ArchiveFormat}, made from an {@link ArchiveConfig}
 * and a {@link StorageConfig}. Without a binding for {@link Passwords} none are tried.
 */
public final class ArchiveModule extends AbstractModule {
  private final ArchiveConfig config;
  private final StorageConfig storage;

  public ArchiveModule(ArchiveConfig config, StorageConfig storage) {
    this.config = config;
    this.storage = storage;
  }

  @Override
  protected void configure() {
    bind(ArchiveConfig.class).toInstance(config);
    OptionalBinder.newOptionalBinder(binder(), Passwords.class)
        .setDefault()
        .toInstance(Passwords.NONE);
    bind(StorageConfig.class).toInstance(storage);
    bind(Archives.class).in(Singleton.class);
    install(new IndexModule());
    install(new ZipModule());
    install(new TarModule());
    install(new IsoModule());
    install(new SevenZipModule());
    install(new StreamModule());
    install(new GzipModule());
    install(new XzModule());
    install(new ZstdModule());
    install(new RarModule());
  }
}
