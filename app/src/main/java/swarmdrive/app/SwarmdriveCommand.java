package swarmdrive.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import swarmdrive.app.log.LogFile;

/** {@code swarmdrive}: what all commands share. */
@Command(
    name = "swarmdrive",
    description = "A WebDAV network drive whose folders are torrents.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      CreateCommand.class,
      SeedCommand.class,
      InfoCommand.class,
      MagnetCommand.class,
      UserCommand.class
    })
final class SwarmdriveCommand {
  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log what happens in detail.")
  void verbose(boolean on) {
    if (on) {
      LogFile.verbose();
    }
  }
}
