package swarmdrive.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import swarmdrive.app.config.WrongConfigException;

/**
 * Starts a command and ends the process with its exit code: 0, 1 for a failure, 2 for an error of
 * use. Errors that a user can cause are one line on stderr.
 */
public final class Main {
  private static final int FAILURE = 1;
  private static final int WRONG_USE = 2;
  private static final Set<String> ROOT_WORDS = Set.of("-h", "--help", "-V", "--version");
  private static final Set<String> VERBOSE = Set.of("-v", "--verbose");

  private Main() {}

  public static void main(String[] args) {
    // Guice's generated classes need what JDK 25 warns about, and gain nothing here
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    System.exit(run(args));
  }

  /** Runs a command in this process. */
  static int run(String... args) {
    CommandLine command = new CommandLine(new SwarmdriveCommand());
    command.setParameterExceptionHandler(Main::wrongUse);
    command.setExecutionExceptionHandler(Main::failure);
    return command.execute(withCommand(args));
  }

  /** Without a command, the words are those of {@code serve}. */
  private static String[] withCommand(String[] args) {
    List<String> words = new ArrayList<>(Arrays.asList(args));
    int at = 0;
    while (at < words.size() && VERBOSE.contains(words.get(at))) {
      at++;
    }
    if (at == words.size() || isServeOption(words.get(at))) {
      words.add(at, "serve");
    }
    return words.toArray(String[]::new);
  }

  private static boolean isServeOption(String word) {
    return word.startsWith("-") && !ROOT_WORDS.contains(word);
  }

  private static int wrongUse(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    complain(Reason.of(e) + " (see " + command.getCommandSpec().qualifiedName(" ") + " --help)");
    return WRONG_USE;
  }

  private static int failure(Exception e, CommandLine command, ParseResult words) {
    if (e instanceof WrongConfigException) {
      complain(Reason.of(e));
      return WRONG_USE;
    }
    complain(e instanceof IOException ? Reason.of(e) : "failed unexpectedly: " + e);
    log().atDebug().setCause(e).log("failed");
    return FAILURE;
  }

  /** Not made before it is needed: starting should not wait for it. */
  private static Logger log() {
    return LoggerFactory.getLogger(Main.class);
  }

  private static void complain(String line) {
    System.err.println("swarmdrive: " + line);
  }
}
