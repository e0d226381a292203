package swarmdrive.app.api;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import swarmdrive.app.log.RecentLog;

/** {@code /log}: its last lines. */
final class LogResource implements Resource {
  private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug");
  private static final int USUAL = 200;

  private final RecentLog log;

  @Inject
  LogResource(RecentLog log) {
    this.log = log;
  }

  @Override
  public List<Operation> operations() {
    return List.of(Operation.of("GET", "/log", this::lines));
  }

  private void lines(Call call) throws IOException {
    int after = call.number("after", 0, 0, Integer.MAX_VALUE);
    int limit = call.number("limit", USUAL, 1, RecentLog.LINES);
    call.answer(log.lines(after, level(call, "level"), limit));
  }

  /** A level of the query; {@code info} if there is none. */
  static String level(Call call, String name) throws ProblemException {
    String level = call.asked(name).orElse("info");
    if (!LEVELS.contains(level)) {
      throw ProblemException.badRequest(name + " must be error, warn, info or debug");
    }
    return level;
  }
}
