package swarmdrive.archive.rar;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import swarmdrive.archive.ArchiveFormat;

/** Adds RAR to the set of formats. */
public final class RarModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), ArchiveFormat.class)
        .addBinding()
        .to(RarFormat.class)
        .in(Singleton.class);
  }
}
