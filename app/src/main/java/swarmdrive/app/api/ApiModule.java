package swarmdrive.app.api;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import swarmdrive.webdav.HttpEndpoint;

/** Adds the API to the server's endpoints. Needs the library, the engine and the server. */
public final class ApiModule extends AbstractModule {
  @Override
  protected void configure() {
    MapBinder<String, HttpEndpoint> endpoints =
        MapBinder.newMapBinder(binder(), String.class, HttpEndpoint.class);
    endpoints.addBinding(ApiEndpoint.PREFIX).to(ApiEndpoint.class);
    endpoints.addBinding(HealthEndpoint.PREFIX).to(HealthEndpoint.class);
  }
}
