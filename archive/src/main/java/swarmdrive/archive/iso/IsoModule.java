package swarmdrive.archive.iso;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import swarmdrive.archive.ArchiveFormat;

/** Adds ISO 9660 to the set of formats. */
public final class IsoModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), ArchiveFormat.class)
        .addBinding()
        .to(IsoFormat.class)
        .in(Singleton.class);
  }
}
