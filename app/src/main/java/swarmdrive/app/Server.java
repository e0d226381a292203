package swarmdrive.app;

import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.app.api.Events;
import swarmdrive.app.api.StatusSource;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.library.LiveLibrary;
import swarmdrive.app.log.RecentLog;
import swarmdrive.app.property.PropertyLog;
import swarmdrive.app.shared.SharedFolders;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.webdav.WebDavConfig;
import swarmdrive.webdav.WebDavServer;

/** The drive while it is served: engine, server and library, started and stopped in order. */
@Singleton
final class Server implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Server.class);

  private final TorrentEngine engine;
  private final WebDavServer webdav;
  private final WebDavConfig config;
  private final LiveLibrary library;
  private final SharedFolders shared;
  private final StatusSource status;
  private final PropertyLog properties;
  private final Events events;
  private final RecentLog recent;
  private final ScheduledExecutorService timer;

  @Inject
  Server(
      TorrentEngine engine,
      WebDavServer webdav,
      WebDavConfig config,
      LiveLibrary library,
      SharedFolders shared,
      StatusSource status,
      PropertyLog properties,
      Events events,
      RecentLog recent,
      ScheduledExecutorService timer) {
    this.engine = engine;
    this.webdav = webdav;
    this.config = config;
    this.library = library;
    this.shared = shared;
    this.status = status;
    this.properties = properties;
    this.events = events;
    this.recent = recent;
    this.timer = timer;
  }

  /** Puts a server together; starts nothing. */
  static Server of(AppConfig config) throws IOException {
    AppConfig complete = OwnCertificate.in(config, Instant.now());
    try {
      return Guice.createInjector(new AppModule(complete, RecentLog.open()))
          .getInstance(Server.class);
    } catch (ProvisionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Listens, then loads torrents in the background.
   *
   * @return the URL for clients
   * @throws IOException with one line for the user; nothing is left running
   */
  String start() throws IOException {
    try {
      engine.start();
      String home = Urls.home(webdav.start(), config);
      shared.start();
      library.start();
      status.start();
      return home;
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  LiveLibrary library() {
    return library;
  }

  /** Ends in bounded time; what cannot be closed stops nothing else. */
  @Override
  public void close() {
    events.close();
    close("server", webdav);
    close("properties", properties);
    close("shared folders", shared);
    close("library", library);
    close("engine", engine);
    timer.shutdownNow();
    recent.close();
  }

  private static void close(String what, Closeable part) {
    try {
      part.close();
    } catch (IOException | RuntimeException e) {
      log.atWarn().addKeyValue("part", what).addKeyValue("problem", e).log("not closed cleanly");
    }
  }
}
