package swarmdrive.engine;

import com.google.inject.AbstractModule;
import swarmdrive.engine.session.SessionModule;

/**
 * Binds {@link TorrentEngine} as a singleton, made from an {@link EngineConfig}; needs a {@link
 * java.time.Clock}.
 */
public final class EngineModule extends AbstractModule {
  private final EngineConfig config;

  public EngineModule(EngineConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    bind(EngineConfig.class).toInstance(config);
    install(new SessionModule());
  }
}
