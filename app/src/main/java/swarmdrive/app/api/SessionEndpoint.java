package swarmdrive.app.api;

import jakarta.inject.Inject;
import java.io.IOException;
import swarmdrive.webdav.HttpEndpoint;
import swarmdrive.webdav.HttpExchange;

/** The part of the API that users who may only read may change, too: their own sessions. */
final class SessionEndpoint implements HttpEndpoint {
  static final String PREFIX = ApiEndpoint.PREFIX + "session";

  private final ApiEndpoint api;

  @Inject
  SessionEndpoint(ApiEndpoint api) {
    this.api = api;
  }

  @Override
  public Visitors visitors() {
    return Visitors.USERS;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    api.handle(exchange);
  }
}
