package swarmdrive.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the papers name exists. */
final class PapersTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
  private static final Pattern COMMAND = Pattern.compile("\\./swarmdrive ([a-z-]+)([^`|]*)");
  private static final Pattern KEY =
      Pattern.compile(
          "`((?:http|drive|library|torrents|engine|cache|read|archive|log)\\.[a-z][a-z.-]+)`");

  static Stream<Path> papers() throws IOException {
    try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/decisions"))) {
      List<Path> all =
          Stream.concat(
                  Stream.of(
                          "README.md",
                          "CONTRIBUTING.md",
                          "CHANGELOG.md",
                          "docs/architecture.md",
                          "docs/api.md",
                          "docs/operation.md",
                          "docs/metrics.md")
                      .map(ROOT::resolve),
                  decisions)
              .toList();
      return all.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("papers")
  void links_leadToFiles(Path paper) throws IOException {
    for (MatchResult link : find(LINK, paper)) {
      assertThat(paper.resolveSibling(link.group(1))).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("papers")
  void keysThatAreNamed_areInTheConfiguration(Path paper) throws IOException {
    String conf = Files.readString(ROOT.resolve("conf/swarmdrive.conf"));
    for (MatchResult key : find(KEY, paper)) {
      String last = key.group(1).substring(key.group(1).lastIndexOf('.') + 1);
      assertThat(conf).as(key.group(1)).containsPattern("(?m)^\\s*" + last + " = ");
    }
  }

  @Test
  void commandsOfTheReadme_existWithTheirOptions() throws IOException {
    CommandLine root = new CommandLine(new SwarmdriveCommand());
    List<MatchResult> commands = find(COMMAND, ROOT.resolve("README.md"));
    assertThat(commands).isNotEmpty();
    for (MatchResult command : commands) {
      assertThat(root.getSubcommands()).containsKey(command.group(1));
      CommandLine sub = Objects.requireNonNull(root.getSubcommands().get(command.group(1)));
      for (String word : command.group(2).strip().split(" ")) {
        sub = sub.getSubcommands().getOrDefault(word, sub);
      }
      for (MatchResult option :
          Pattern.compile("--?[a-z][a-z-]*").matcher(command.group(2)).results().toList()) {
        assertThat(knows(sub, option.group())).as(command.group()).isTrue();
      }
    }
  }

  /** Whether a command, or one of those below it, has this option. */
  private static boolean knows(CommandLine command, String option) {
    return command.getCommandSpec().findOption(option) != null
        || command.getSubcommands().values().stream().anyMatch(below -> knows(below, option));
  }

  @Test
  void everyCommand_isInTheReadme() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    for (CommandLine command : new CommandLine(new SwarmdriveCommand()).getSubcommands().values()) {
      String name = command.getCommandName();
      if (!command.getCommandSpec().usageMessage().hidden()) {
        assertThat(readme).contains("./swarmdrive " + (name.equals("serve") ? "[serve]" : name));
      }
    }
  }

  private static List<MatchResult> find(Pattern pattern, Path paper) throws IOException {
    return pattern.matcher(Files.readString(paper)).results().toList();
  }
}
