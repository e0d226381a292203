package swarmdrive.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.demo.Demo;

/** {@code demo}: a drive with sample content from a swarm on this machine, without a network. */
@Command(
    name = "demo",
    description = "Serve sample content that a second engine seeds on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {
  @Mixin ListenOptions listen = new ListenOptions();

  @Override
  public Integer call() throws IOException, WrongConfigException, InterruptedException {
    Shutdown shutdown = new Shutdown();
    String home = DemoDrive.start(listen, shutdown);
    System.out.println("swarmdrive listening on " + home + "\n");
    System.out.print(Demo.guide(home));
    shutdown.await();
    return 0;
  }
}
