package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** litmus, the test suite for WebDAV servers, whole, on the drive as a user starts it. */
class LitmusIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @Test
  void litmus_passesWhole() throws Exception {
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      Program.Command litmus =
          new Program.Command("litmus", "-k", swarmdrive.drive().root().toString())
              .in(RunFolder.create("litmus"));
      Program.Result result = Program.run(LIMIT, litmus);
      assertThat(result.text())
          .contains("summary for `basic': of 16 tests run: 16 passed, 0 failed")
          .contains("summary for `copymove': of 13 tests run: 13 passed, 0 failed")
          .contains("summary for `props': of 30 tests run: 30 passed, 0 failed")
          .contains("summary for `locks': of 41 tests run: 41 passed, 0 failed")
          .contains("summary for `http': of 4 tests run: 4 passed, 0 failed")
          .doesNotContain("WARNING");
    }
  }
}
