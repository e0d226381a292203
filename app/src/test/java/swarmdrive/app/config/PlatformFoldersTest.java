package swarmdrive.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlatformFoldersTest {
  private static final Path HOME = Path.of("/home/somebody");

  @Test
  void linux_withoutVariables_usesTheXdgDefaults() {
    PlatformFolders folders = new PlatformFolders(Map.of(), "Linux", HOME);
    assertThat(folders.data()).isEqualTo(HOME.resolve(".local/share/swarmdrive"));
    assertThat(folders.configFile()).isEqualTo(HOME.resolve(".config/swarmdrive/swarmdrive.conf"));
  }

  @Test
  void linux_withVariables_usesThem_unlessTheyAreRelative() {
    Map<String, String> set = Map.of("XDG_DATA_HOME", "/data", "XDG_CONFIG_HOME", "etc");
    PlatformFolders folders = new PlatformFolders(set, "Linux", HOME);
    assertThat(folders.data()).isEqualTo(Path.of("/data/swarmdrive"));
    assertThat(folders.configFile()).isEqualTo(HOME.resolve(".config/swarmdrive/swarmdrive.conf"));
  }

  @Test
  void mac_usesApplicationSupport() {
    PlatformFolders folders = new PlatformFolders(Map.of(), "Mac OS X", HOME);
    assertThat(folders.data()).isEqualTo(HOME.resolve("Library/Application Support/swarmdrive"));
    assertThat(folders.configFile()).isEqualTo(folders.data().resolve("swarmdrive.conf"));
  }

  @Test
  void windows_usesTheAppDataFolders() {
    PlatformFolders folders = new PlatformFolders(Map.of(), "Windows 11", HOME);
    assertThat(folders.data()).isEqualTo(HOME.resolve("AppData/Local/swarmdrive"));
    assertThat(folders.configFile())
        .isEqualTo(HOME.resolve("AppData/Roaming/swarmdrive/swarmdrive.conf"));
  }
}
