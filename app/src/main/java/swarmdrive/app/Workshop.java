package swarmdrive.app;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.multibindings.OptionalBinder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.library.Library;
import swarmdrive.app.tree.DriveConfig;
import swarmdrive.app.tree.TorrentTree;
import swarmdrive.app.tree.TreeModule;
import swarmdrive.archive.ArchiveModule;
import swarmdrive.archive.Passwords;
import swarmdrive.archive.StorageConfig;
import swarmdrive.engine.EngineModule;
import swarmdrive.engine.TorrentEngine;

/** An engine and the trees of its torrents, for a command without a drive. */
record Workshop(TorrentEngine engine, TorrentTree tree, ScheduledExecutorService timer)
    implements Closeable {
  /**
   * Starts.
   *
   * @throws IOException with one line for the user
   */
  static Workshop open(AppConfig config) throws IOException {
    Injector injector =
        Guice.createInjector(
            new EngineModule(config.engine()),
            new ArchiveModule(config.archive(), StorageConfig.in(config.engine().store())),
            new TreeModule(config.tree(), readOnly(config.drive())),
            new Parts(config.passwords()));
    TorrentEngine engine = injector.getInstance(TorrentEngine.class);
    Workshop workshop =
        new Workshop(
            engine,
            injector.getInstance(TorrentTree.class),
            injector.getInstance(ScheduledExecutorService.class));
    try {
      engine.start();
      return workshop;
    } catch (IOException e) {
      workshop.close();
      throw e;
    }
  }

  private static DriveConfig readOnly(DriveConfig drive) {
    return new DriveConfig(false, drive.overlay(), drive.trash(), drive.trashTime());
  }

  private static final class Parts extends AbstractModule {
    private final Passwords passwords;

    Parts(Passwords passwords) {
      this.passwords = passwords;
    }

    @Override
    protected void configure() {
      OptionalBinder.newOptionalBinder(binder(), Passwords.class)
          .setBinding()
          .toInstance(passwords);
      bind(Clock.class).toInstance(Clock.systemUTC());
      bind(InstantSource.class).to(Clock.class);
      bind(Library.class).toInstance(new NoLibrary(Path.of("")));
      bind(ScheduledExecutorService.class)
          .toInstance(
              Executors.newSingleThreadScheduledExecutor(
                  Thread.ofPlatform().daemon().name("timer").factory()));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    engine.close();
  }
}
