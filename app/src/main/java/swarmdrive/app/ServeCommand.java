package swarmdrive.app;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.log.LogFile;
import swarmdrive.app.users.UserList;

/** {@code serve}: the drive, until the process is told to stop. */
@Command(
    name = "serve",
    description = "Serve the drive (what happens without a command, too).",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
  @Mixin SwarmOptions swarm = new SwarmOptions();
  @Mixin ListenOptions listen = new ListenOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of everything that is kept; default: the platform's.")
  @Nullable String data;

  @Override
  public Integer call() throws IOException, WrongConfigException, InterruptedException {
    AppConfig config = config();
    ListenOptions.requireSafe(config, !UserList.read(config.users()).isEmpty());
    Shutdown shutdown = new Shutdown();
    shutdown.add(DataFolder.take(config.data()));
    LogFile.open(config.log());
    Server server = Server.of(config);
    String home = server.start();
    shutdown.add(server);
    System.out.println("swarmdrive listening on " + home);
    shutdown.await();
    return 0;
  }

  private AppConfig config() throws WrongConfigException {
    Map<String, Flag> flags = listen.flags();
    if (data != null) {
      flags.put("data", new Flag("--data", data));
    }
    return swarm.load(flags);
  }
}
