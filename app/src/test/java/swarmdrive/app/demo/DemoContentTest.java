package swarmdrive.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoContentTest {
  private DemoContent content;

  @BeforeAll
  void make(@TempDir Path folder) throws IOException {
    content = new DemoContent(folder);
    content.make();
  }

  @Test
  void bigFile_isBig_andAlwaysTheSame() throws IOException {
    assertThat(content.bigFile()).hasSize((long) DemoContent.BIG_MIB << 20);
    assertThat(MoreFiles.asByteSource(content.bigFile()).hash(Hashing.sha256()).toString())
        .isEqualTo("39fd67bc92b20c8b31e4c4cc3838dc281985854cf6001d5b90119083398b8505");
  }

  @Test
  void folder_holdsManySmallFiles() throws IOException {
    try (var files = Files.list(content.folder().resolve("small files"))) {
      assertThat(files).hasSize(DemoContent.SMALL_FILES + 1);
    }
    assertThat(content.folder().resolve("welcome.txt")).isNotEmptyFile();
  }

  @Test
  void zip_hasStoredAndDeflatedMembers() throws IOException {
    try (ZipFile zip = new ZipFile(content.folder().resolve("archive.zip").toFile())) {
      assertThat(zip.stream().map(ZipEntry::getMethod))
          .contains(ZipEntry.STORED, ZipEntry.DEFLATED);
      assertThat(zip.getEntry("texts/ten thousand lines.txt").getCompressedSize())
          .isLessThan(zip.getEntry("texts/ten thousand lines.txt").getSize() / 4);
      assertThat(zip.getEntry("stored/random.bin").getSize()).isEqualTo(4 << 20);
    }
  }

  @Test
  void tar_isReadByTar() throws Exception {
    Process tar =
        new ProcessBuilder("tar", "-tf", content.folder().resolve("archive.tar").toString())
            .redirectErrorStream(true)
            .start();
    assertThat(tar.inputReader().readAllLines())
        .hasSize(DemoContent.SMALL_FILES + 1)
        .contains("small files/note 01.txt");
    assertThat(tar.waitFor()).isZero();
  }

  @Test
  void tune_isAWavFileOfAMinute() throws Exception {
    try (AudioInputStream tune =
        AudioSystem.getAudioInputStream(content.folder().resolve("tune.wav").toFile())) {
      AudioFormat format = tune.getFormat();
      assertThat(format.getSampleSizeInBits()).isEqualTo(16);
      assertThat(format.getChannels()).isEqualTo(1);
      assertThat(tune.getFrameLength() / format.getSampleRate()).isEqualTo(60f);
    }
  }
}
