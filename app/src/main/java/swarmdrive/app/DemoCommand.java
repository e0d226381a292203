package swarmdrive.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.config.ConfigFile;
import swarmdrive.app.config.ConfigSources;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.demo.Demo;
import swarmdrive.app.tracker.HttpTracker;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.TorrentEngine;

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
    ListenOptions.requireSafe(config(Path.of("")), false);
    Shutdown shutdown = new Shutdown();
    Path folder = shutdown.add(TemporaryFolder.create("demo")).path();
    AppConfig config = config(folder.resolve("data"));
    Server server = Server.of(config);
    String home = server.start();
    shutdown.add(server);
    HttpTracker tracker =
        shutdown.add(
            HttpTracker.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InstantSource.system()));
    TorrentEngine seeder =
        shutdown.add(Engines.start(EngineConfig.local(folder.resolve("seeder"))));
    System.err.println("making sample content...");
    new Demo(folder.resolve("content"), tracker.announceUrl())
        .begin(seeder, server.library().root());
    System.out.println("swarmdrive listening on " + home + "\n");
    System.out.print(Demo.guide(home));
    shutdown.await();
    return 0;
  }

  /** Nothing of the user's own configuration: the demo is the same everywhere. */
  private AppConfig config(Path data) throws WrongConfigException {
    Map<String, Flag> flags = listen.flags();
    flags.putAll(SwarmOptions.withoutDiscovery());
    flags.put("engine.bind-address", new Flag("demo", "127.0.0.1"));
    flags.put("engine.listen-port", new Flag("demo", 0));
    return ConfigFile.load(new ConfigSources(Optional.empty(), Map.of(), flags), data);
  }
}
