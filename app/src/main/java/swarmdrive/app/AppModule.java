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
import swarmdrive.app.log.RecentLog;
import swarmdrive.app.metrics.MetricsModule;
import swarmdrive.app.property.PropertyLog;
import swarmdrive.app.shared.SharedConfig;
import swarmdrive.app.tree.TreeModule;
import swarmdrive.app.ui.UiModule;
import swarmdrive.app.users.UserFile;
import swarmdrive.archive.ArchiveModule;
import swarmdrive.archive.Passwords;
import swarmdrive.engine.EngineModule;
import swarmdrive.webdav.Accounts;
import swarmdrive.webdav.DavProperties;
import swarmdrive.webdav.WebDavConfig;
import swarmdrive.webdav.WebDavModule;

/** Joins the rooms: the engine's torrents and the archives' formats become the server's tree. */
final class AppModule extends AbstractModule {
  private final AppConfig config;
  private final RecentLog log;

  AppModule(AppConfig config, RecentLog log) {
    this.config = config;
    this.log = log;
  }

  @Override
  protected void configure() {
    install(new EngineModule(config.engine()));
    install(new ArchiveModule(config.archive(), config.archiveStorage()));
    install(new TreeModule(config.tree(), config.drive()));
    OptionalBinder.newOptionalBinder(binder(), Passwords.class)
        .setBinding()
        .toInstance(config.passwords());
    install(new WebDavModule(config.webdav()));
    install(new ApiModule());
    install(new UiModule());
    OptionalBinder.newOptionalBinder(binder(), DavProperties.class)
        .setBinding()
        .to(PropertyLog.class);
    bind(WebDavConfig.class).toInstance(config.webdav());
    OptionalBinder.newOptionalBinder(binder(), Accounts.class).setBinding().to(UserFile.class);
    install(new MetricsModule());
    bind(LibraryConfig.class).toInstance(config.library());
    bind(Library.class).to(LiveLibrary.class);
    bind(Clock.class).toInstance(Clock.systemUTC());
    bind(InstantSource.class).to(Clock.class);
    bind(ScheduledExecutorService.class).toInstance(timer());
    bind(RecentLog.class).toInstance(log);
    bind(SharedConfig.class).toInstance(config.shared());
    bind(Server.class);
  }

  @Provides
  @Singleton
  PropertyLog properties() throws IOException {
    return new PropertyLog(config.data().resolve("properties.log"));
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
