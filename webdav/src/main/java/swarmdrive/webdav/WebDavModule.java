package swarmdrive.webdav;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.OptionalBinder;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import swarmdrive.webdav.access.Gate;
import swarmdrive.webdav.dav.DavDispatcher;
import swarmdrive.webdav.http.HttpServer;
import swarmdrive.webdav.http.Router;

/**
 * Binds {@link WebDavServer}. Needs a bound {@link DavFolder}, the drive's root, and takes {@link
 * Accounts} where they are bound, else everybody may come in; endpoints are added with a {@code
 * MapBinder<String, HttpEndpoint>} by path prefix, for instance {@code /api/v1/} or {@code
 * /healthz}: the one with the most whole segments in common with the path answers. One at {@code /}
 * answers everything else outside the drive. Without a {@link DavWriter} of its own, bound with an
 * {@code OptionalBinder}, the drive is read-only.
 */
public final class WebDavModule extends AbstractModule {
  private final WebDavConfig config;

  public WebDavModule(WebDavConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    MapBinder.newMapBinder(binder(), String.class, HttpEndpoint.class);
    OptionalBinder.newOptionalBinder(binder(), DavWriter.class)
        .setDefault()
        .toInstance(DavWriter.NONE);
    OptionalBinder.newOptionalBinder(binder(), DavProperties.class)
        .setDefault()
        .toInstance(DavProperties.NONE);
    OptionalBinder.newOptionalBinder(binder(), Accounts.class)
        .setDefault()
        .toInstance(Accounts.NONE);
  }

  @Provides
  @Singleton
  Sessions sessions(Accounts accounts) {
    return new Sessions(accounts, config.basePath(), config.tls().isPresent());
  }

  @Provides
  @Singleton
  WebDavServer server(
      DavFolder root,
      DavWriter writer,
      DavProperties properties,
      Map<String, HttpEndpoint> endpoints,
      Accounts accounts,
      Sessions sessions)
      throws IOException {
    InstantSource clock = InstantSource.system();
    List<String> drivePath = Router.segments(config.drivePath());
    Router router =
        new Router(
            config.basePath(),
            config.drivePath(),
            new DavDispatcher(drivePath, root, writer, properties, clock),
            endpoints,
            config.maxBodyBytes());
    Gate gate = new Gate(router, router::visitors, accounts, sessions, config.access(), clock);
    return new HttpServer(config, gate, clock);
  }
}
