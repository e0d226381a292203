package swarmdrive.app;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.users.UserList;
import swarmdrive.webdav.Account;

/** {@code user}: who may come in. A running server takes changes over within a second or so. */
@Command(
    name = "user",
    description = "Add, change, remove and list the users of the drive.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "add|password|remove|list")
final class UserCommand {
  @Mixin SwarmOptions swarm = new SwarmOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Folder of everything that is kept; default: the platform's.")
  @Nullable String data;

  @Command(name = "add", description = "Add a user; the password is asked for, or read from stdin.")
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--read-only", description = "The user may read only.") boolean readOnly)
      throws IOException, WrongConfigException {
    AppConfig config = config();
    UserList users = UserList.read(config.users());
    if (users.find(name).isPresent()) {
      throw new IOException("there is a user " + name + " already");
    }
    save(users.with(name, password(), readOnly, config.webdav().access().digest()), config);
    System.out.println("added " + name + " to " + config.users());
    return 0;
  }

  @Command(name = "password", description = "Change a user's password.")
  int password(@Parameters(paramLabel = "NAME") String name)
      throws IOException, WrongConfigException {
    AppConfig config = config();
    UserList users = UserList.read(config.users());
    boolean readOnly = known(name, users).readOnly();
    save(users.with(name, password(), readOnly, config.webdav().access().digest()), config);
    System.out.println("changed the password of " + name);
    return 0;
  }

  @Command(name = "remove", description = "Remove a user.")
  int remove(@Parameters(paramLabel = "NAME") String name)
      throws IOException, WrongConfigException {
    AppConfig config = config();
    UserList users = UserList.read(config.users());
    known(name, users);
    save(users.without(name), config);
    System.out.println("removed " + name);
    return 0;
  }

  @Command(name = "list", description = "List the users.")
  int list() throws IOException, WrongConfigException {
    UserList.read(config().users()).all().forEach(System.out::println);
    return 0;
  }

  private static Account known(String name, UserList users) throws IOException {
    return users.find(name).orElseThrow(() -> new IOException("there is no user " + name));
  }

  private static void save(UserList users, AppConfig config) throws IOException {
    users.write(config.users());
  }

  private AppConfig config() throws WrongConfigException {
    Map<String, Flag> flags = new HashMap<>();
    if (data != null) {
      flags.put("data", new Flag("--data", Path.of(data).toString()));
    }
    return swarm.load(flags);
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null in a pipe again
  private static String password() throws IOException {
    Console console = System.console();
    return console != null && Terminal.isInteractive() ? asked(console) : fromPipe();
  }

  private static String asked(Console console) throws IOException {
    char[] first = console.readPassword("Password: ");
    char[] second = console.readPassword("Again: ");
    if (first == null || second == null || !Arrays.equals(first, second)) {
      throw new IOException("the two passwords differ");
    }
    return new String(first);
  }

  private static String fromPipe() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = in.readLine();
    if (line == null) {
      throw new IOException("no password on stdin");
    }
    return line;
  }
}
