package swarmdrive.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import swarmdrive.app.config.AppConfig;
import swarmdrive.app.config.ConfigSources.Flag;
import swarmdrive.app.config.Sizes;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.download.Download;
import swarmdrive.app.download.Selection;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.metainfo.Metainfo;

/** {@code get}: downloads a torrent, or some of it, to a folder. */
@Command(
    name = "get",
    description = {
      "Download a torrent, or the named files of it, archives' members among them.",
      "What was cut goes on where it was when it is run again."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class GetCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "TORRENT|MAGNET|URL",
      description = "A .torrent file, a magnet link, or the address of a .torrent file.")
  String torrent = "";

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      description = "File or folder in it, or a member of an archive: set.zip/game.rom.")
  List<String> wanted = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where to write; default: the current folder.")
  Path output = Path.of("");

  @Option(
      names = {"-f", "--force"},
      description = "Overwrite files that exist.")
  boolean force;

  @Option(names = "--json", description = "Tell what was written as JSON.")
  boolean json;

  @Mixin SwarmOptions swarm = new SwarmOptions();
  @Mixin Patience patience = new Patience();

  /**
   * A file that was written.
   *
   * @param size bytes
   */
  record Written(String path, long size) {}

  @Override
  public Integer call() throws IOException, WrongConfigException, InterruptedException {
    Shutdown shutdown = new Shutdown();
    try {
      get(shutdown);
      return 0;
    } finally {
      shutdown.closeAll();
    }
  }

  private void get(Shutdown shutdown)
      throws IOException, WrongConfigException, InterruptedException {
    Duration patient = patience.time();
    TorrentSource source = new TorrentSource(torrent);
    // what is no torrent shall leave nothing behind
    Optional<Metainfo> given = source.metainfo();
    Path folder = Files.createDirectories(output.toAbsolutePath().normalize());
    Workshop workshop =
        shutdown.add(Workshop.open(config(PartialStore.of(folder, torrent), patient)));
    Torrent added =
        given.isPresent()
            ? workshop.engine().add(given.get())
            : workshop.engine().add(TorrentArgument.magnet(torrent));
    Metainfo metainfo = Metadata.await(added, patient);
    System.err.println(
        Terminal.printable(metainfo.name()) + ", " + Sizes.show(metainfo.totalLength()));
    Selection selection = selection(workshop, added, folder, patient);
    write(selection, patient);
    workshop.close();
    PartialStore.remove(folder, torrent);
    report(selection);
  }

  private Selection selection(Workshop workshop, Torrent torrent, Path folder, Duration patient)
      throws IOException {
    Selection selection = new Selection(workshop.tree(), patient);
    if (wanted.isEmpty()) {
      selection.addAll(torrent, folder);
    } else {
      for (String path : wanted) {
        selection.add(torrent, path, folder);
      }
    }
    if (!force && !selection.existing().isEmpty()) {
      throw new IOException(
          selection.existing().getFirst() + " exists already; --force overwrites it");
    }
    return selection;
  }

  private static void write(Selection selection, Duration patient) throws IOException {
    try (ProgressBar progress = Terminal.progress("getting", selection.size())) {
      new Download(patient, progress::stepTo).write(selection.files());
    }
  }

  private void report(Selection selection) throws IOException {
    List<Written> written =
        selection.files().entrySet().stream()
            .map(file -> new Written(file.getKey().toString(), file.getValue().size()))
            .toList();
    if (json) {
      System.out.println(new ObjectMapper().writeValueAsString(written));
    } else {
      written.forEach(file -> System.out.println(Terminal.printable(file.path)));
    }
  }

  /**
   * The user's configuration, with a store beside the files, and made for reading from the start.
   */
  private AppConfig config(Path store, Duration patient) throws WrongConfigException {
    Map<String, Flag> flags = new HashMap<>();
    flags.put("cache.folder", new Flag("get", store.toString()));
    // until all is written nothing may go
    flags.put("cache.limit", new Flag("get", "1000TiB"));
    flags.put("engine.listen-port", new Flag("get", 0));
    flags.put("read.read-ahead-minimum", new Flag("get", "64MiB"));
    flags.put("read.read-ahead-maximum", new Flag("get", "256MiB"));
    flags.put("read.progress-timeout", new Flag("get", patient.toSeconds() + " s"));
    return swarm.load(flags);
  }
}
