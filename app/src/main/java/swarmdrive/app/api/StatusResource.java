package swarmdrive.app.api;

import com.google.common.io.Resources;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code /status}, and {@code /openapi.json}, which describes all of this. */
final class StatusResource implements Resource {
  private final StatusSource status;

  @Inject
  StatusResource(StatusSource status) {
    this.status = status;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.of("GET", "/status", call -> call.answer(status.status())),
        Operation.of("GET", "/openapi.json", StatusResource::description));
  }

  private static void description(Call call) throws IOException {
    call.exchange()
        .respond(
            200,
            Map.of(
                "Content-Type",
                "application/json",
                "Cache-Control",
                "no-cache",
                "X-Content-Type-Options",
                "nosniff"),
            description());
  }

  static byte[] description() throws IOException {
    return Resources.toByteArray(Resources.getResource(StatusResource.class, "openapi.json"));
  }
}
