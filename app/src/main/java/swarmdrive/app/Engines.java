package swarmdrive.app;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import java.io.IOException;
import java.time.Clock;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.EngineModule;
import swarmdrive.engine.TorrentEngine;

/** Engines of their own, for commands that serve no drive. */
final class Engines {
  private Engines() {}

  /**
   * Makes an engine and starts it.
   *
   * @throws IOException with one line for the user
   */
  static TorrentEngine start(EngineConfig config) throws IOException {
    TorrentEngine engine =
        Guice.createInjector(new EngineModule(config), new SystemClock())
            .getInstance(TorrentEngine.class);
    try {
      engine.start();
      return engine;
    } catch (IOException e) {
      engine.close();
      throw e;
    }
  }

  private static final class SystemClock extends AbstractModule {
    @Override
    protected void configure() {
      bind(Clock.class).toInstance(Clock.systemUTC());
    }
  }
}
