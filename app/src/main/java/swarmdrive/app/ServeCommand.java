package swarmdrive.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.log.LogFile;

/** {@code serve}: the drive, until the process is told to stop. */
@Command(
    name = "serve",
    description = "Serve the drive (what happens without a command, too).",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
  @Mixin ServeOptions options = new ServeOptions();

  @Override
  public Integer call() throws IOException, WrongConfigException, InterruptedException {
    AppConfig config = options.load();
    Anonymous.require(config.webdav().listen(), config.allowAnonymous());
    Shutdown shutdown = new Shutdown();
    shutdown.add(DataFolder.take(config.data()));
    LogFile.open(config.log());
    Server server = Server.of(config);
    String home = Urls.home(server.start());
    shutdown.add(server);
    System.out.println("swarmdrive listening on " + home);
    shutdown.await();
    return 0;
  }
}
