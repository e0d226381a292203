package swarmdrive.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import swarmdrive.app.config.Sockets;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.tracker.Tracker;

/** {@code tracker}: a small tracker for a LAN or a test. */
@Command(
    name = "tracker",
    description = "Run a small tracker over HTTP and UDP, for a LAN or a test, until stopped.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class TrackerCommand implements Callable<Integer> {
  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to listen, TCP and UDP; default ${DEFAULT-VALUE}; port 0: a free one.",
      defaultValue = "127.0.0.1:6969")
  String listen = "";

  @Override
  public Integer call() throws IOException, WrongConfigException, InterruptedException {
    InetSocketAddress address;
    try {
      address = Sockets.parse(listen);
    } catch (IllegalArgumentException e) {
      throw new WrongConfigException("--listen: " + e.getMessage());
    }
    Shutdown shutdown = new Shutdown();
    Tracker tracker = shutdown.add(Tracker.start(address, InstantSource.system()));
    tracker.announceUrls().forEach(url -> System.out.println("tracker listening on " + url));
    shutdown.await();
    return 0;
  }
}
