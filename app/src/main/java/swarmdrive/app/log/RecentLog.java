package swarmdrive.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** The last lines of the log, in memory, for who asks. Safe for any number of threads. */
public final class RecentLog implements Closeable {
  /** Lines that are kept. */
  public static final int LINES = 2_000;

  /** Characters of a message or a value; names come from strangers. */
  private static final int LONGEST = 2_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private final Sink sink = new Sink();
  private long last;

  private final class Sink extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      add(event);
    }
  }

  private RecentLog() {}

  /** Begins to keep what is logged from now on. */
  public static RecentLog open() {
    RecentLog log = new RecentLog();
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    log.sink.setContext(context);
    log.sink.setName("RECENT");
    log.sink.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(log.sink);
    return log;
  }

  private void add(ILoggingEvent event) {
    String time = event.getInstant().toString();
    Map<String, String> values = Collections.unmodifiableMap(values(event));
    lock.lock();
    try {
      if (lines.size() == LINES) {
        lines.removeFirst();
      }
      lines.addLast(
          new LogLine(
              ++last,
              time,
              event.getLevel().toString(),
              event.getLoggerName(),
              cut(event.getFormattedMessage()),
              values));
    } finally {
      lock.unlock();
    }
  }

  private static Map<String, String> values(ILoggingEvent event) {
    Map<String, String> values = new LinkedHashMap<>();
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        values.put(pair.key, cut(String.valueOf(pair.value)));
      }
    }
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      values.put("exception", cut(thrown.getClassName() + ": " + thrown.getMessage()));
    }
    return values;
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  /**
   * The lines after one, the oldest first.
   *
   * @param after number of a line; 0 for all that are kept
   * @param least lowest level
   * @param most lines; the newest if there are more
   */
  public List<LogLine> lines(long after, String least, int most) {
    int lowest = Level.toLevel(least.toUpperCase(Locale.ROOT), Level.INFO).toInt();
    lock.lock();
    try {
      List<LogLine> found =
          lines.stream()
              .filter(
                  line -> line.number() > after && Level.toLevel(line.level()).toInt() >= lowest)
              .toList();
      return found.subList(Math.max(0, found.size() - most), found.size());
    } finally {
      lock.unlock();
    }
  }

  /** Keeps nothing more. */
  @Override
  public void close() {
    ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .detachAppender(sink);
    sink.stop();
  }
}
