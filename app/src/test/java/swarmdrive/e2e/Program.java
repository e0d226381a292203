package swarmdrive.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running program whose output, both streams together, is collected line by line and kept in
 * {@code app/target/e2e-logs}. Closing kills it.
 */
final class Program implements AutoCloseable {
  private static final Path LOGS = RunFolder.checkout().resolve("app/target/e2e-logs");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<String> lines = new ArrayList<>();
  private final String name;
  private final Process process;
  private final Thread collector;
  private boolean ended;

  private Program(String name, Process process, Writer log) {
    this.name = name;
    this.process = process;
    this.collector = Thread.ofPlatform().daemon().name(name).start(() -> collect(log));
  }

  /** A program to start: its name in messages and logs, and its words. */
  record Command(List<String> words, Path folder) {
    Command(String... words) {
      this(List.of(words), RunFolder.path());
    }

    Command in(Path other) {
      return new Command(words, other);
    }

    Command after(String... before) {
      List<String> all = new ArrayList<>(List.of(before));
      all.addAll(words);
      return new Command(all, folder);
    }

    String name() {
      return Path.of(words.getFirst()).getFileName().toString();
    }
  }

  /** What a program that has ended left. */
  record Result(int exitCode, List<String> lines) {
    String text() {
      return String.join("\n", lines);
    }

    /** This result, if the program reported success. */
    Result orFail() {
      if (exitCode != 0) {
        throw new AssertionError("exit code " + exitCode + "\n" + text());
      }
      return this;
    }
  }

  static Program start(Command command) throws IOException {
    return start(command.name(), command);
  }

  static Program start(String name, Command command) throws IOException {
    Process process = launch(command);
    RunFolder.note("process", process.pid() + " " + name);
    Files.createDirectories(LOGS);
    Path log = LOGS.resolve("%s-%d.log".formatted(name, process.pid()));
    return new Program(name, process, Files.newBufferedWriter(log));
  }

  /** A short one: not worth a log, nor a note. */
  private static Program startShort(Command command) throws IOException {
    return new Program(command.name(), launch(command), Writer.nullWriter());
  }

  private static Process launch(Command command) throws IOException {
    var builder = new ProcessBuilder(command.words());
    builder.directory(command.folder().toFile()).redirectErrorStream(true);
    builder.environment().put("SWARMDRIVE_E2E", RunFolder.path().toString());
    builder.environment().put("HOME", RunFolder.path().toString());
    builder.environment().put("XDG_CONFIG_HOME", RunFolder.path().toString());
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
    return builder.start();
  }

  /** Runs a program to its end. */
  static Result run(Duration limit, String... words) throws IOException, InterruptedException {
    return run(limit, new Command(words));
  }

  static Result run(Duration limit, Command command) throws IOException, InterruptedException {
    try (Program program = startShort(command)) {
      program.process.getOutputStream().close();
      return program.awaitEnd(limit);
    }
  }

  /** Runs a program that reads this text from its standard input. */
  static Result runWithInput(Duration limit, String input, String... words)
      throws IOException, InterruptedException {
    try (Program program = startShort(new Command(words))) {
      program.write(input);
      program.process.getOutputStream().close();
      return program.awaitEnd(limit);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  List<String> lines() {
    lock.lock();
    try {
      return List.copyOf(lines);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a line, said already or to come, that contains a match. */
  Matcher awaitLine(String regex, Duration limit) throws InterruptedException {
    return awaitLine(regex, 0, limit);
  }

  /** The same, among the lines from a number on. */
  Matcher awaitLine(String regex, int from, Duration limit) throws InterruptedException {
    Pattern pattern = Pattern.compile(regex);
    long left = limit.toNanos();
    lock.lock();
    try {
      for (int next = from; ; next++) {
        while (next >= lines.size()) {
          if (ended || left <= 0) {
            throw new AssertionError(
                name
                    + (ended ? " ended without" : " did not say in time")
                    + " /"
                    + regex
                    + "/, but:\n"
                    + String.join("\n", lines));
          }
          left = changed.awaitNanos(left);
        }
        Matcher matcher = pattern.matcher(lines.get(next));
        if (matcher.find()) {
          return matcher;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes to the program's standard input. */
  void write(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  Result awaitEnd(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(
          name + " did not end within " + limit + "\n" + String.join("\n", lines()));
    }
    collector.join(Duration.ofSeconds(5));
    return new Result(process.exitValue(), lines());
  }

  /** Asks it to end (SIGTERM) and waits. */
  Result terminate(Duration limit) throws InterruptedException {
    process.destroy();
    return awaitEnd(limit);
  }

  /** Ends it at once (SIGKILL). */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void collect(Writer log) {
    try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        log) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        log.write(line + "\n");
        log.flush();
        add(line);
      }
    } catch (IOException e) {
      add("(output lost: " + e + ")");
    } finally {
      end();
    }
  }

  private void add(String line) {
    lock.lock();
    try {
      lines.add(line);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
