package swarmdrive.engine.session;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import swarmdrive.engine.TorrentEngine;

/**
 * Binds the engine; needs an {@link swarmdrive.engine.EngineConfig} and a {@link java.time.Clock}.
 */
public final class SessionModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(TorrentEngine.class).to(Session.class).in(Singleton.class);
  }
}
