package swarmdrive.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class LogFileTest {
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    LogFile.open(new LogConfig(folder.resolve("new/log"), 1_000, 2, LogConfig.Format.TEXT));
    root.setLevel(Level.INFO);
  }

  @AfterEach
  void close() {
    java.util.Objects.requireNonNull(root.getAppender("FILE")).stop();
    root.detachAppender("FILE");
    root.setLevel(before);
    context.getLogger("swarmdrive").setLevel(null);
  }

  @Test
  void lines_haveTimeLevelAndKeyValues() throws IOException {
    context.getLogger("swarmdrive.x").atInfo().addKeyValue("file", "a b").log("added");
    assertThat(Files.readString(folder.resolve("new/log/swarmdrive.log")))
        .matches("\\d{4}-\\d\\d-\\d\\dT[^ ]+ INFO  swarmdrive.x: added file=\"a b\"\\R");
  }

  @Test
  void jsonLines_areObjects_whateverNamesHold() throws IOException {
    close();
    LogFile.open(new LogConfig(folder.resolve("json"), 100_000, 2, LogConfig.Format.JSON));
    root.setLevel(Level.INFO);
    context.getLogger("swarmdrive.x").atInfo().addKeyValue("file", "a\n\"b\"").log("added");
    String text = Files.readString(folder.resolve("json/swarmdrive.log"));
    assertThat(text).hasLineCount(1);
    JsonNode line = new ObjectMapper().readTree(text);
    assertThat(line.get("level").asText()).isEqualTo("INFO");
    assertThat(line.get("formattedMessage").asText()).isEqualTo("added");
    assertThat(line.get("loggerName").asText()).isEqualTo("swarmdrive.x");
    assertThat(line.get("timestamp").isNumber()).isTrue();
    assertThat(line.at("/kvpList/0/file").asText()).isEqualTo("a\n\"b\"");
  }

  @Test
  void controlCharactersInNames_breakNoLine() throws IOException {
    context
        .getLogger("swarmdrive.x")
        .atInfo()
        .addKeyValue("file", "a\n2024 ERROR forged\u001b[31m")
        .log("added");
    assertThat(Files.readString(folder.resolve("new/log/swarmdrive.log")))
        .contains("file=\"a?2024 ERROR forged?[31m\"")
        .hasLineCount(1);
  }

  @Test
  void consoleOfTheConfFolder_showsNoControlCharacters() throws Exception {
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LoggerContext console = console();
    try {
      System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      console.getLogger("swarmdrive.x").atInfo().addKeyValue("file", "a\n\u001b[31m").log("added");
      console.getLogger("bt.x").error("noise");
    } finally {
      System.setErr(err);
      console.stop();
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .matches("\\d\\d:\\d\\d:\\d\\d INFO  x: added file=a\\?\\?\\[31m\\R");
  }

  /** A log of its own as conf/logback.xml has it. */
  private static LoggerContext console() throws Exception {
    LoggerContext console = new LoggerContext();
    console.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator reader = new JoranConfigurator();
    reader.setContext(console);
    reader.doConfigure(Path.of("../conf/logback.xml").toFile());
    console.start();
    return console;
  }

  @Test
  void verbose_showsDetailsOfSwarmdriveOnly() throws IOException {
    LogFile.verbose();
    context.getLogger("swarmdrive.x").debug("ours");
    context.getLogger("other").debug("theirs");
    assertThat(Files.readString(folder.resolve("new/log/swarmdrive.log")))
        .contains("ours")
        .doesNotContain("theirs");
  }

  @Test
  void consoleOfTheConfFolder_isReadable_andItsLibrariesAreQuiet() throws Exception {
    LoggerContext other = console();

    assertThat(other.getLogger("swarmdrive.engine").getEffectiveLevel()).isEqualTo(Level.INFO);
    assertThat(other.getLogger("bt.net").getEffectiveLevel()).isEqualTo(Level.OFF);
    assertThat(other.getLogger("io.milton.http").getEffectiveLevel()).isEqualTo(Level.ERROR);
    assertThat(other.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("CONSOLE"))
        .isNotNull();
    other.stop();
  }
}
