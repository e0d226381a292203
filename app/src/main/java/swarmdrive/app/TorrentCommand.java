package swarmdrive.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;

/** {@code torrent}: makes a .torrent file of a magnet link, with metadata from the swarm. */
@Command(
    name = "torrent",
    description = "Get a magnet link's metadata from its peers and write a .torrent file.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class TorrentCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MAGNET", description = "A magnet link.")
  String magnet = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it; default: INFOHASH.torrent in the current folder.")
  @Nullable Path output;

  @Option(
      names = {"-f", "--force"},
      description = "Overwrite the output.")
  boolean force;

  @Mixin SwarmOptions swarm = new SwarmOptions();
  @Mixin Patience patience = new Patience();

  @Override
  public Integer call() throws IOException, WrongConfigException, InterruptedException {
    Magnet link = TorrentArgument.magnet(magnet);
    Path target = output != null ? output : Path.of(link.infoHash() + ".torrent");
    if (!force && Files.exists(target)) {
      throw new IOException(target + " exists already; --force overwrites it");
    }
    Shutdown shutdown = new Shutdown();
    try {
      write(target, fetched(link, shutdown));
      return 0;
    } finally {
      shutdown.closeAll();
    }
  }

  private Metainfo fetched(Magnet link, Shutdown shutdown)
      throws IOException, WrongConfigException, InterruptedException {
    Duration patient = patience.time();
    TemporaryFolder store = shutdown.add(TemporaryFolder.create("torrent"));
    Map<String, Flag> flags = new HashMap<>();
    flags.put("cache.folder", new Flag("torrent", store.path().toString()));
    flags.put("engine.listen-port", new Flag("torrent", 0));
    TorrentEngine engine = shutdown.add(Engines.start(swarm.load(flags).engine()));
    return Metadata.await(engine.add(link), patient);
  }

  private void write(Path target, Metainfo metainfo) throws IOException {
    Files.write(
        target,
        metainfo.toTorrentFile(),
        force ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
    System.err.println("made " + target + " of " + Terminal.printable(metainfo.name()));
  }
}
