package swarmdrive.app.log;

import java.util.Map;

/**
 * One line of the log.
 *
 * @param number counts up by one from 1, since start
 * @param time ISO 8601, UTC
 * @param level {@code ERROR}, {@code WARN}, {@code INFO} or {@code DEBUG}
 * @param logger where it comes from
 * @param message what happened
 * @param values what it happened to, in order
 */
public record LogLine(
    long number,
    String time,
    String level,
    String logger,
    String message,
    Map<String, String> values) {}
