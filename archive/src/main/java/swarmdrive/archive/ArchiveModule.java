package swarmdrive.archive;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import swarmdrive.archive.iso.IsoModule;
import swarmdrive.archive.tar.TarModule;
import swarmdrive.archive.zip.ZipModule;

/**
 * Binds {@link Archives} and the set of {@link ArchiveFormat}, made from an {@link ArchiveConfig}.
 * Without a binding for {@link Passwords} none are tried.
 */
public final class ArchiveModule extends AbstractModule {
  private final ArchiveConfig config;

  public ArchiveModule(ArchiveConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    bind(ArchiveConfig.class).toInstance(config);
    OptionalBinder.newOptionalBinder(binder(), Passwords.class)
        .setDefault()
        .toInstance(Passwords.NONE);
    bind(Archives.class).in(Singleton.class);
    install(new ZipModule());
    install(new TarModule());
    install(new IsoModule());
  }
}
