package swarmdrive.app;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.config.WrongConfigException;

/** Where a command listens for clients. */
final class ListenOptions {
  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to listen for clients, default 127.0.0.1:8080; port 0 takes a free one.")
  @Nullable String listen;

  @Option(
      names = "--allow-anonymous",
      description = "Permit listening beyond loopback, where anybody can read the drive.")
  boolean allowAnonymous;

  Map<String, Flag> flags() {
    Map<String, Flag> flags = new HashMap<>();
    if (listen != null) {
      flags.put("http.listen", new Flag("--listen", listen));
    }
    if (allowAnonymous) {
      flags.put("http.allow-anonymous", new Flag("--allow-anonymous", true));
    }
    return flags;
  }

  /**
   * Without users only this machine may reach it, unless that is wanted.
   *
   * @param users whether there are any
   */
  static void requireSafe(AppConfig config, boolean users) throws WrongConfigException {
    InetSocketAddress listen = config.webdav().listen();
    if (!users && !config.allowAnonymous() && !listen.getAddress().isLoopbackAddress()) {
      throw new WrongConfigException(
          "http.listen is "
              + Urls.hostAndPort(listen)
              + ", which others can reach, and there are no users: everybody could read the drive;"
              + " add one with `swarmdrive user add NAME`, or, if that is wanted,"
              + " --allow-anonymous");
    }
  }
}
