package swarmdrive.app;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.users.UserList;

/** {@code config}: what concerns the configuration. */
@Command(
    name = "config",
    description = "Look at the configuration.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ConfigCommand.Check.class)
final class ConfigCommand {
  /** {@code config check}: reads it as a start would, and starts nothing. */
  @Command(
      name = "check",
      description = "Read the configuration as a start does; exit code 2 if something is wrong.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Check implements Callable<Integer> {
    @Mixin SwarmOptions swarm = new SwarmOptions();

    @Override
    public Integer call() throws IOException, WrongConfigException {
      AppConfig config = swarm.load(Map.of());
      ListenOptions.requireSafe(config, !UserList.read(config.users()).isEmpty());
      System.out.println(
          swarm
                  .file()
                  .map(file -> file + " is right")
                  .orElse("there is no configuration file: the defaults count")
              + "; data in "
              + config.data());
      return 0;
    }
  }
}
