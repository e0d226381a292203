package swarmdrive.e2e;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the run's one {@link Swarm}; JUnit closes it after the last test. */
final class SwarmExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Swarm.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SwarmExtension.class))
        .computeIfAbsent(Swarm.class, key -> start(), Swarm.class);
  }

  private static Swarm start() {
    try {
      return Swarm.start();
    } catch (IOException e) {
      throw new IllegalStateException("the swarm did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
