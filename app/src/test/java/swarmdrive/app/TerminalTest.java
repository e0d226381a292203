package swarmdrive.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import swarmdrive.app.config.ConfigFile;
import swarmdrive.app.config.ConfigSources;
import swarmdrive.app.config.Sizes;
import swarmdrive.app.testing.FakeTorrentEngine;
import swarmdrive.webdav.TlsConfig;
import swarmdrive.webdav.WebDavConfig;

final class TerminalTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 0.98 KiB",
    "1024, 1.00 KiB",
    "10230, 9.99 KiB",
    "10240, 10.0 KiB",
    "1048576, 1.00 MiB",
    "1073741823, 1.00 GiB",
    "9223372036854775807, 8.00 EiB",
  })
  void sizes_areShownWithThreeDigits(long bytes, String shown) {
    assertThat(Sizes.show(bytes)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000", "64MiB, 67108864", "512K, 524288", "1 kB, 1000"})
  void sizes_areReadAsInTheConfiguration(String size, long bytes) {
    assertThat(Sizes.parse(size)).isEqualTo(bytes);
  }

  @Test
  void sizes_thatAreNone_areRefused() {
    assertThatThrownBy(() -> Sizes.parse("many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("many");
  }

  @Test
  void addresses_areWrittenAsUsersWriteThem() throws Exception {
    WebDavConfig plain =
        ConfigFile.load(ConfigSources.none(), Path.of("/data").toAbsolutePath()).webdav();
    WebDavConfig secure = plain.withTls(new TlsConfig(Path.of("c"), Optional.empty(), ""));
    byte[] six = new byte[16];
    six[15] = 1;
    assertThat(Urls.home(new InetSocketAddress(InetAddress.getByAddress(six), 80), plain))
        .isEqualTo("http://[0:0:0:0:0:0:0:1]:80/");
    InetAddress four = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    assertThat(Urls.home(new InetSocketAddress(four, 80), secure))
        .isEqualTo("https://127.0.0.1:80/");
  }

  @Test
  void temporaryFolder_goesWithAllThatIsInIt_linksAreNotFollowed(@TempDir Path folder)
      throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "x");
    TemporaryFolder temporary = TemporaryFolder.create("test");
    Files.createDirectories(temporary.path().resolve("a/b"));
    Files.createSymbolicLink(temporary.path().resolve("a/link"), folder);
    temporary.close();
    assertThat(temporary.path()).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void report_tellsPeersRateAndSum() {
    FakeTorrentEngine engine = new FakeTorrentEngine();
    try (SeedReport report = SeedReport.start(engine)) {
      assertThat(report.line(engine.status())).isEqualTo("3 peers, 4 B/s, 4 B sent");
      assertThat(report.line(engine.status())).isEqualTo("3 peers, 0 B/s, 4 B sent");
    }
  }
}
