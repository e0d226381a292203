package swarmdrive.archive.zip;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.deflate.DeflatedMembers;
import swarmdrive.archive.zip.crypt.EncryptedMembers;

/** Adds zip to the set of formats. */
public final class ZipModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(DeflatedMembers.class).in(Singleton.class);
    bind(EncryptedMembers.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), ArchiveFormat.class)
        .addBinding()
        .to(ZipFormat.class)
        .in(Singleton.class);
  }
}
