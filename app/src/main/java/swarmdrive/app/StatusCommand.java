package swarmdrive.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import swarmdrive.app.config.Sizes;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.remote.ApiClient;

/** {@code status}: what a running server does. */
@Command(
    name = "status",
    description = "Tell what a running server does.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class StatusCommand implements Callable<Integer> {
  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Mixin ServerOptions server = new ServerOptions();

  @Override
  public Integer call() throws IOException, WrongConfigException {
    try (ApiClient client = server.connect()) {
      JsonNode status = client.get("status");
      System.out.println(json ? status : lines(status));
      return 0;
    }
  }

  private static String lines(JsonNode status) {
    return String.join(
        System.lineSeparator(),
        "version    " + Terminal.printable(status.path("version").asText()),
        "up         "
            + Duration.ofSeconds(status.path("uptimeSeconds").asLong())
                .toString()
                .substring(2)
                .toLowerCase(java.util.Locale.ROOT),
        "torrents   " + number(status, "torrents"),
        "peers      " + number(status, "peers"),
        "readers    " + number(status, "readers"),
        "received   " + traffic(status, "bytesReceived", "downloadRate"),
        "sent       " + traffic(status, "bytesSent", "uploadRate"),
        "served     " + traffic(status, "bytesServed", "serveRate"),
        "stored     " + Sizes.show(status.path("bytesStored").asLong()));
  }

  private static String number(JsonNode status, String field) {
    return status.path(field).asText();
  }

  private static String traffic(JsonNode status, String bytes, String rate) {
    return Sizes.show(status.path(bytes).asLong())
        + ", "
        + Sizes.show(status.path(rate).asLong())
        + "/s";
  }
}
