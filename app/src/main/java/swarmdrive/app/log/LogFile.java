package swarmdrive.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes of the log while the program starts. */
public final class LogFile {
  /** Names come from strangers: a line stays a line whatever they hold. */
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger: "
          + "%replace(%msg %kvp){'\\p{Cntrl}', '?'}%n";

  private LogFile() {}

  /** Shows what swarmdrive does in detail. */
  public static void verbose() {
    context().getLogger("swarmdrive").setLevel(Level.DEBUG);
  }

  /**
   * Writes everything to {@code swarmdrive.log} in the folder as well, and begins a new file when
   * it is large.
   *
   * @throws IOException if the folder cannot be made
   */
  public static void open(LogConfig config) throws IOException {
    Path file = Files.createDirectories(config.folder()).resolve("swarmdrive.log");
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context());
    appender.setName("FILE");
    appender.setFile(file.toString());
    appender.setEncoder(config.format() == LogConfig.Format.JSON ? json() : text());
    rolling(appender, file, config);
    appender.start();
    context().getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
  }

  /** Times, levels, messages and what they are about as fields; JSON escapes control characters. */
  private static JsonEncoder json() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context());
    encoder.setWithContext(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithMDC(false);
    encoder.start();
    return encoder;
  }

  private static PatternLayoutEncoder text() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context());
    encoder.setPattern(PATTERN);
    encoder.start();
    return encoder;
  }

  private static void rolling(
      RollingFileAppender<ILoggingEvent> appender, Path file, LogConfig config) {
    FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
    names.setContext(context());
    names.setParent(appender);
    names.setFileNamePattern(file + ".%i");
    names.setMinIndex(1);
    names.setMaxIndex(config.files());
    names.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context());
    size.setMaxFileSize(new FileSize(config.fileLimit()));
    size.start();
    appender.setRollingPolicy(names);
    appender.setTriggeringPolicy(size);
  }

  /** Writes what is left and closes the files. */
  public static void close() {
    context().stop();
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }
}
