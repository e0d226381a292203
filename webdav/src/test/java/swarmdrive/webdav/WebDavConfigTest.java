package swarmdrive.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebDavConfigTest {
  private static WebDavConfig config(String drivePath, Duration headerTimeout, int connections) {
    Duration second = Duration.ofSeconds(1);
    return new WebDavConfig(
        new InetSocketAddress("127.0.0.1", 0),
        "/",
        drivePath,
        second,
        second,
        headerTimeout,
        second,
        connections,
        10,
        8192,
        1000,
        AccessConfig.DEFAULT,
        Optional.empty());
  }

  @Test
  void soundValues_areKept() {
    assertThat(config("/dav/", Duration.ofSeconds(3), 5).headerTimeout()).hasSeconds(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dav", "/dav", "dav/"})
  void drivePath_goesFromSlashToSlash(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(path, Duration.ofSeconds(1), 5))
        .withMessageContaining("drivePath");
  }

  @Test
  void limits_arePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config("/", Duration.ZERO, 5))
        .withMessageContaining("headerTimeout");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config("/", Duration.ofSeconds(1), 0))
        .withMessageContaining("maxConnections");
  }
}
