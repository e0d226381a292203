package swarmdrive.app.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import swarmdrive.webdav.HttpEndpoint;
import swarmdrive.webdav.HttpExchange;

/** Everything below {@code /api/v1/}: finds the operation, and tells problems. */
@Singleton
final class ApiEndpoint implements HttpEndpoint {
  static final String PREFIX = "/api/v1/";

  private final List<Operation> operations;

  @Inject
  ApiEndpoint(Set<Resource> resources) {
    this.operations =
        resources.stream().flatMap(resource -> resource.operations().stream()).toList();
  }

  List<Operation> operations() {
    return operations;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.path();
    // the prefix may have come as another spelling of the same segments
    String below = path.startsWith(PREFIX) ? path.substring(PREFIX.length() - 1) : "";
    List<Operation> there = new ArrayList<>();
    for (Operation operation : operations) {
      Optional<Map<String, String>> variables = operation.path().match(below);
      if (variables.isPresent() && operation.takes(exchange.method())) {
        answer(exchange, operation, variables.get());
        return;
      }
      variables.ifPresent(found -> there.add(operation));
    }
    refuse(exchange, there);
  }

  private static void answer(
      HttpExchange exchange, Operation operation, Map<String, String> variables)
      throws IOException {
    try {
      operation.action().answer(new Call(exchange, variables));
    } catch (ProblemException e) {
      Json.problem(exchange, e.problem(), Map.of());
    }
  }

  private static void refuse(HttpExchange exchange, List<Operation> there) throws IOException {
    if (there.isEmpty()) {
      Json.problem(
          exchange, Problem.of(404, "Not Found", "there is no " + exchange.path()), Map.of());
      return;
    }
    Set<String> methods = new TreeSet<>();
    there.forEach(operation -> methods.add(operation.method()));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    String allowed = String.join(", ", methods);
    Json.problem(
        exchange,
        Problem.of(405, "Method Not Allowed", "allowed: " + allowed),
        Map.of("Allow", allowed));
  }
}
