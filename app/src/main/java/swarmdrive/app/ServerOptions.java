package swarmdrive.app;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.remote.ApiClient;
import swarmdrive.webdav.WebDavConfig;

/** Which running server a command talks to. */
final class ServerOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server's address; default: that of the configuration (http.listen).")
  @Nullable URI server;

  @Option(
      names = "--user",
      paramLabel = "NAME:PASSWORD",
      description = "If the server has users; also the environment variable SWARMDRIVE_USER.")
  @Nullable String user;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file of the server, for its address.")
  java.nio.file.@Nullable Path config;

  ApiClient connect() throws WrongConfigException {
    String known = user != null ? user : System.getenv("SWARMDRIVE_USER");
    return new ApiClient(server != null ? server : configured(), known != null ? known : "");
  }

  private URI configured() throws WrongConfigException {
    SwarmOptions options = new SwarmOptions();
    options.config = config;
    WebDavConfig served = options.load(Map.of()).webdav();
    InetSocketAddress listen = served.listen();
    return URI.create(
        Urls.home(
            listen.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), listen.getPort())
                : listen,
            served));
  }
}
