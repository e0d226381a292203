package swarmdrive.archive.sevenzip;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import swarmdrive.archive.ArchiveFormat;

/** Adds 7z to the set of formats. */
public final class SevenZipModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), ArchiveFormat.class)
        .addBinding()
        .to(SevenZipFormat.class)
        .in(Singleton.class);
  }
}
