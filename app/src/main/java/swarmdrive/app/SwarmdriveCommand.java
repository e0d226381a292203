package swarmdrive.app;

import picocli.AutoComplete;
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
      UserCommand.class,
      GetCommand.class,
      TorrentCommand.class,
      TrackerCommand.class,
      AddCommand.class,
      ListCommand.class,
      RemoveCommand.class,
      StatusCommand.class,
      ConfigCommand.class,
      AutoComplete.GenerateCompletion.class,
      RehearseCommand.class
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
