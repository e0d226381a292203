package swarmdrive.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShutdownTest {
  @Test
  void parts_areClosedLastFirst_whateverFails() {
    List<String> closed = new ArrayList<>();
    Shutdown shutdown = new Shutdown();
    shutdown.add(() -> closed.add("first"));
    shutdown.add(failing(new IOException("cannot")));
    shutdown.add(failing(new IllegalStateException("cannot")));
    shutdown.add(() -> closed.add("last"));

    shutdown.closeAll();

    assertThat(closed).containsExactly("last", "first");
  }

  @Test
  void partThatComesAfterTheEnd_isClosedAtOnce() {
    List<String> closed = new ArrayList<>();
    Shutdown shutdown = new Shutdown();
    shutdown.closeAll();
    shutdown.add(() -> closed.add("late"));
    assertThat(closed).containsExactly("late");
  }

  private static Closeable failing(Exception with) {
    return () -> {
      if (with instanceof IOException e) {
        throw e;
      }
      throw (RuntimeException) with;
    };
  }
}
