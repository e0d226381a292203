package swarmdrive.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchivesTest {
  private final Archives archives =
      Guice.createInjector(
              new ArchiveModule(ArchiveConfig.DEFAULT, StorageConfig.in(Path.of("none"))))
          .getInstance(Archives.class);

  @Test
  void formatOf_nameOfAnArchive_isItsFormat() {
    assertThat(archives.formatOf("game.zip").map(ArchiveFormat::name)).contains("zip");
    assertThat(archives.formatOf("disc.iso").map(ArchiveFormat::name)).contains("iso");
    assertThat(archives.formatOf("game.iso.txt")).isEmpty();
  }

  @Test
  void config_limitsBelowOne_areAMistake() {
    assertThatThrownBy(() -> new ArchiveConfig(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ArchiveConfig(1, 1, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
