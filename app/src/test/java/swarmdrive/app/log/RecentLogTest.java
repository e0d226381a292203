package swarmdrive.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class RecentLogTest {
  private final RecentLog recent = RecentLog.open();
  private final Logger log = (Logger) LoggerFactory.getLogger("swarmdrive.recent");

  @BeforeEach
  void open() {
    log.setLevel(Level.DEBUG);
  }

  @AfterEach
  void close() {
    recent.close();
    log.setLevel(null);
  }

  private List<LogLine> mine(long after, String level, int most) {
    return recent.lines(after, level, most).stream()
        .filter(line -> line.logger().equals("swarmdrive.recent"))
        .toList();
  }

  @Test
  void lines_haveTheirValues_andWhatWasThrown() {
    log.atWarn()
        .addKeyValue("file", "a b")
        .setCause(new IllegalStateException("why"))
        .log("cannot {}", "be");
    LogLine line = mine(0, "warn", 10).getFirst();
    assertThat(line.level()).isEqualTo("WARN");
    assertThat(line.message()).isEqualTo("cannot be");
    assertThat(line.values())
        .containsEntry("file", "a b")
        .containsEntry("exception", "java.lang.IllegalStateException: why");
    assertThat(line.time()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
  }

  @Test
  void lines_areThoseAfterANumber_fromALevelOn_theNewest() {
    log.error("one");
    log.warn("two");
    log.error("three");
    assertThat(mine(0, "error", 10)).extracting(LogLine::message).containsExactly("one", "three");
    long first = mine(0, "error", 10).getFirst().number();
    assertThat(mine(first, "warn", 10))
        .extracting(LogLine::message)
        .containsExactly("two", "three");
    assertThat(mine(0, "warn", 1)).extracting(LogLine::message).containsExactly("three");
  }

  @Test
  void memory_isBounded() {
    for (int i = 0; i < RecentLog.LINES + 10; i++) {
      log.error("x".repeat(5_000));
    }
    List<LogLine> lines = recent.lines(0, "debug", Integer.MAX_VALUE);
    assertThat(lines).hasSize(RecentLog.LINES);
    assertThat(lines.getLast().message().length()).isLessThan(2_100);
  }

  @Test
  void closed_itKeepsNothingMore() {
    recent.close();
    log.error("late");
    assertThat(mine(0, "debug", 10)).isEmpty();
  }
}
