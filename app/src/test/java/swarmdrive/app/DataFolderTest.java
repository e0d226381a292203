package swarmdrive.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataFolderTest {
  @TempDir Path temporary;

  @Test
  void newFolder_getsItsVersion_andIsTakenAgainLater() throws IOException {
    Path folder = temporary.resolve("new/data");
    DataFolder.take(folder).close();
    assertThat(folder.resolve("version")).hasContent("1");
    DataFolder.take(folder).close();
  }

  @Test
  void folderFromBeforeThereWereVersions_getsOne_andKeepsWhatIsInIt() throws IOException {
    Files.createDirectories(temporary.resolve("library"));
    Files.writeString(temporary.resolve("library/x.torrent"), "precious");
    DataFolder.take(temporary).close();
    assertThat(temporary.resolve("version")).hasContent("1");
    assertThat(temporary.resolve("library/x.torrent")).hasContent("precious");
  }

  @Test
  void folderOfANewerProgram_isRefusedWithOneClearLine_andStaysAsItIs() throws IOException {
    Files.writeString(temporary.resolve("version"), "2\n");
    assertThatThrownBy(() -> DataFolder.take(temporary))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the data folder "
                + temporary
                + " has version 2, and this swarmdrive knows versions to 1:"
                + " start a newer one, or take another folder");
    assertThat(temporary.resolve("version")).hasContent("2");
    Files.delete(temporary.resolve("version"));
    DataFolder.take(temporary).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "0", "1.0", "99999999999", "111111111111111111111111"})
  void fileThatHoldsNoVersion_isRefused(String content) throws IOException {
    Files.writeString(temporary.resolve("version"), content);
    assertThatThrownBy(() -> DataFolder.take(temporary))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no number in its file version");
  }

  @Test
  void folderInUse_isRefused_untilItIsGivenBack() throws IOException {
    DataFolder taken = DataFolder.take(temporary);
    assertThatThrownBy(() -> DataFolder.take(temporary)).hasMessageContaining("is in use");
    taken.close();
    DataFolder.take(temporary).close();
  }
}
