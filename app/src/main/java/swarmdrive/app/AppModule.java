package swarmdrive.app;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import swarmdrive.app.api.ApiModule;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.library.Library;
import swarmdrive.app.library.LibraryConfig;
import swarmdrive.app.library.LiveLibrary;
import swarmdrive.app.tree.TreeModule;
import swarmdrive.app.users.UserFile;
import swarmdrive.archive.ArchiveModule;
import swarmdrive.engine.EngineModule;
import swarmdrive.webdav.Accounts;
import swarmdrive.webdav.WebDavConfig;
import swarmdrive.webdav.WebDavModule;

/** Joins the rooms: the engine's torrents and the archives' formats become the server's tree. */
final class AppModule extends AbstractModule {
  private final AppConfig config;

  AppModule(AppConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    install(new EngineModule(config.engine()));
    install(new ArchiveModule(config.archive()));
    install(new TreeModule(config.tree()));
    install(new WebDavModule(config.webdav()));
    install(new ApiModule());
    bind(WebDavConfig.class).toInstance(config.webdav());
    OptionalBinder.newOptionalBinder(binder(), Accounts.class).setBinding().to(UserFile.class);
    bind(LibraryConfig.class).toInstance(config.library());
    bind(Library.class).to(LiveLibrary.class);
    bind(Clock.class).toInstance(Clock.systemUTC());
    bind(InstantSource.class).to(Clock.class);
    bind(ScheduledExecutorService.class).toInstance(timer());
    bind(Server.class);
  }

  @Provides
  @Singleton
  UserFile users(InstantSource clock) throws IOException {
    return new UserFile(config.users(), clock);
  }

  /** For what happens every now and then and never waits. */
  private static ScheduledExecutorService timer() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("timer").factory());
  }
}
