package swarmdrive.app.api;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import swarmdrive.webdav.HttpEndpoint;

/**
 * Adds the API to the server's endpoints. Needs the library, the engine, the server and the log.
 */
public final class ApiModule extends AbstractModule {
  @Override
  protected void configure() {
    MapBinder<String, HttpEndpoint> endpoints =
        MapBinder.newMapBinder(binder(), String.class, HttpEndpoint.class);
    endpoints.addBinding(ApiEndpoint.PREFIX).to(ApiEndpoint.class);
    endpoints.addBinding(SessionEndpoint.PREFIX).to(SessionEndpoint.class);
    endpoints.addBinding(HealthEndpoint.PREFIX).to(HealthEndpoint.class);
    endpoints.addBinding(ReadyEndpoint.PREFIX).to(ReadyEndpoint.class);
    Multibinder<Resource> resources = Multibinder.newSetBinder(binder(), Resource.class);
    resources.addBinding().to(TorrentsResource.class);
    resources.addBinding().to(TorrentResource.class);
    resources.addBinding().to(RoutesResource.class);
    resources.addBinding().to(StatusResource.class);
    resources.addBinding().to(LogResource.class);
    resources.addBinding().to(CacheResource.class);
    resources.addBinding().to(SessionResource.class);
    resources.addBinding().to(SharedResource.class);
  }

  @ProvidesIntoSet
  Resource events(Events events) {
    return events::operations;
  }
}
