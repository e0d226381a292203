package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** litmus, the test suite for WebDAV servers, whole, on the drive as a user starts it. */
class LitmusIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final List<String> WHOLE =
      List.of(
          "summary for `basic': of 16 tests run: 16 passed, 0 failed",
          "summary for `copymove': of 13 tests run: 13 passed, 0 failed",
          "summary for `props': of 30 tests run: 30 passed, 0 failed",
          "summary for `locks': of 41 tests run: 41 passed, 0 failed");

  private static String litmus(Swarmdrive swarmdrive) throws Exception {
    Program.Command litmus =
        new Program.Command("litmus", "-k", swarmdrive.drive().root().toString())
            .in(RunFolder.create("litmus"));
    return Program.run(LIMIT, litmus).text();
  }

  @Test
  void litmus_passesWhole() throws Exception {
    try (Swarmdrive swarmdrive = Swarmdrive.serve()) {
      assertThat(litmus(swarmdrive))
          .contains(WHOLE)
          .contains("summary for `http': of 4 tests run: 4 passed, 0 failed")
          .doesNotContain("WARNING");
    }
  }

  @Test
  void litmus_passesWhole_overTls() throws Exception {
    var setup =
        Swarmdrive.Setup.on(RunFolder.create("data")).with("SWARMDRIVE_HTTP_TLS_SELF_SIGNED=true");
    try (Swarmdrive swarmdrive = Swarmdrive.serve(setup)) {
      // over TLS it leaves its test of 100-continue out
      assertThat(litmus(swarmdrive))
          .contains(WHOLE)
          .contains("summary for `http': of 3 tests run: 3 passed, 0 failed")
          .doesNotContain("WARNING");
    }
  }
}
