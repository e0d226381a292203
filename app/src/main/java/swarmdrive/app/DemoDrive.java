package swarmdrive.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.config.ConfigFile;
import swarmdrive.app.config.ConfigSources;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.demo.Demo;
import swarmdrive.app.tracker.HttpTracker;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.TorrentEngine;

/** A drive with sample content, its seeder and its tracker, all on this machine. */
final class DemoDrive {
  private DemoDrive() {}

  /**
   * Starts it in a temporary folder.
   *
   * @param shutdown closes and removes everything
   * @return the address for clients, {@code http://HOST:PORT/}
   */
  static String start(ListenOptions listen, Shutdown shutdown)
      throws IOException, WrongConfigException {
    ListenOptions.requireSafe(config(listen, Path.of("")), false);
    Path folder = shutdown.add(TemporaryFolder.create("demo")).path();
    Server server = Server.of(config(listen, folder.resolve("data")));
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
    return home;
  }

  /** Nothing of the user's own configuration: the demo is the same everywhere. */
  private static AppConfig config(ListenOptions listen, Path data) throws WrongConfigException {
    Map<String, Flag> flags = listen.flags();
    flags.putAll(SwarmOptions.withoutDiscovery());
    flags.put("engine.bind-address", new Flag("demo", "127.0.0.1"));
    flags.put("engine.listen-port", new Flag("demo", 0));
    return ConfigFile.load(new ConfigSources(Optional.empty(), Map.of(), flags), data);
  }
}
