package swarmdrive.app.ui;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import java.io.IOException;
import swarmdrive.webdav.HttpEndpoint;
import swarmdrive.webdav.WebDavConfig;

/** Adds the web UI to the server's endpoints. Needs the server's configuration. */
public final class UiModule extends AbstractModule {
  @Override
  protected void configure() {
    MapBinder.newMapBinder(binder(), String.class, HttpEndpoint.class)
        .addBinding("/")
        .to(UiEndpoint.class);
  }

  @Provides
  @Singleton
  UiFiles files(WebDavConfig config) throws IOException {
    return UiFiles.load(config.basePath());
  }
}
