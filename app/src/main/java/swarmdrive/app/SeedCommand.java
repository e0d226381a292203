package swarmdrive.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.metainfo.MetainfoCreator;

/** {@code seed}: gives content to the swarm until the process is told to stop. */
@Command(
    name = "seed",
    description = "Seed a file, a folder, or the content of a .torrent file until stopped.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SeedCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH|TORRENT",
      description = "Content to share, or a .torrent file whose content lies beside it.")
  Path argument = Path.of("");

  @Option(
      names = "--content",
      paramLabel = "PATH",
      description = "Where the content of the .torrent file is.")
  @Nullable Path content;

  @Option(
      names = "--tracker",
      paramLabel = "URL",
      description = "Where to announce it, besides the .torrent file's own trackers.")
  List<String> trackers = List.of();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "TCP port for peers; default: a free one.")
  int port;

  @Mixin SwarmOptions swarm = new SwarmOptions();

  @Override
  public Integer call() throws IOException, WrongConfigException, InterruptedException {
    boolean isTorrent = isTorrentFile(argument);
    Metainfo metainfo = isTorrent ? TorrentArgument.read(argument) : create();
    Path shared = isTorrent ? contentOf(metainfo) : argument;
    Shutdown shutdown = new Shutdown();
    TemporaryFolder store = shutdown.add(TemporaryFolder.create("seed"));
    TorrentEngine engine = shutdown.add(Engines.start(engineConfig(store.path())));
    try (ProgressBar progress = Terminal.progress("checking", metainfo.totalLength())) {
      engine.seed(metainfo, shared, progress::stepTo);
    }
    System.out.println(
        "seeding "
            + Terminal.printable(metainfo.name())
            + " on port "
            + engine.status().listenPort());
    System.out.println(metainfo.magnet());
    shutdown.add(SeedReport.start(engine));
    shutdown.await();
    return 0;
  }

  private static boolean isTorrentFile(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".torrent")
        && !Files.isDirectory(path);
  }

  private Metainfo create() throws IOException {
    if (!Files.exists(argument)) {
      throw new IOException(argument + ": there is no such file or folder");
    }
    return CreateCommand.create(
        new MetainfoCreator(trackers, List.of(), OptionalInt.empty(), false, ""), argument);
  }

  private Path contentOf(Metainfo metainfo) throws IOException {
    Path path = content != null ? content : beside(metainfo.name());
    if (!Files.exists(path)) {
      throw new IOException(
          path + ": the torrent's content is not there; --content says where it is");
    }
    return path;
  }

  /** The name comes from a stranger: whatever it says, it is looked for here only. */
  private Path beside(String name) throws IOException {
    try {
      Path last = Path.of(name).getFileName();
      return argument.toAbsolutePath().resolveSibling(last != null ? last : Path.of(""));
    } catch (InvalidPathException e) {
      throw new IOException(
          argument + ": the torrent's name is no file name here; --content says where it is", e);
    }
  }

  private EngineConfig engineConfig(Path store) throws WrongConfigException {
    Map<String, Flag> flags = new HashMap<>();
    flags.put("cache.folder", new Flag("the temporary folder", store.toString()));
    flags.put("engine.listen-port", new Flag("--port", port));
    flags.put("engine.upload", new Flag("seed", true));
    if (!trackers.isEmpty()) {
      flags.put("engine.extra-trackers", new Flag("--tracker", trackers));
    }
    return swarm.load(flags).engine();
  }
}
