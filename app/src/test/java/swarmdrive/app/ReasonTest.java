package swarmdrive.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class ReasonTest {
  @Test
  void fileSystemErrors_areToldInWordsWithTheirPath() {
    assertThat(Reason.of(new NoSuchFileException("/a"))).isEqualTo("/a: there is no such file");
    assertThat(Reason.of(new AccessDeniedException("/a"))).isEqualTo("/a: access is denied");
    assertThat(Reason.of(new FileAlreadyExistsException("/a")))
        .isEqualTo("/a: it exists already, as something else");
    assertThat(Reason.of(new FileSystemException("/a", null, "No space left on device")))
        .isEqualTo("/a: No space left on device");
  }

  @Test
  void otherErrors_areTheirMessage_inOneLine() {
    assertThat(Reason.of(new IOException("first\n  second \r\nthird")))
        .isEqualTo("first; second; third");
    assertThat(Reason.of(new IOException())).isEqualTo("java.io.IOException");
    assertThat(Reason.words(new IOException("plain"))).isEqualTo("plain");
  }
}
