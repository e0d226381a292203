package swarmdrive.app.metrics;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import swarmdrive.webdav.HttpEndpoint;

/**
 * Adds {@code /metrics} to the server's endpoints. Needs the engine, the library and the server.
 */
public final class MetricsModule extends AbstractModule {
  @Override
  protected void configure() {
    MapBinder.newMapBinder(binder(), String.class, HttpEndpoint.class)
        .addBinding(MetricsEndpoint.PREFIX)
        .to(MetricsEndpoint.class);
  }
}
