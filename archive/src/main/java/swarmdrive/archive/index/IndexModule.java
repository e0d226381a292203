package swarmdrive.archive.index;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import swarmdrive.archive.StorageConfig;

/** Binds {@link IndexStore}. */
public final class IndexModule extends AbstractModule {
  @Provides
  @Singleton
  IndexStore store(StorageConfig config) {
    return config.indexLimit() == 0
        ? IndexStore.NONE
        : new IndexFolder(config.indexFolder(), config.indexLimit(), InstantSource.system());
  }
}
