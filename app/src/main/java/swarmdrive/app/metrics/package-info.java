/**
 * {@code /metrics} for Prometheus, by micrometer: what engine and server count, read when somebody
 * scrapes. docs/metrics.md names each; a test compares. Counters begin at 0 with the process.
 */
@NullMarked
package swarmdrive.app.metrics;

import org.jspecify.annotations.NullMarked;
