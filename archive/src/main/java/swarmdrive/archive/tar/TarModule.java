package swarmdrive.archive.tar;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import swarmdrive.archive.ArchiveFormat;

/** Adds tar to the set of formats. */
public final class TarModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), ArchiveFormat.class)
        .addBinding()
        .to(TarFormat.class)
        .in(Singleton.class);
  }
}
