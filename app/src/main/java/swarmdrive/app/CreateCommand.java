package swarmdrive.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import swarmdrive.app.config.Sizes;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.metainfo.MetainfoCreator;

/** {@code create}: makes a .torrent file and prints its magnet link. */
@Command(
    name = "create",
    description = "Make a .torrent file of a file or a folder and print its magnet link.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CreateCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "File or folder to share.")
  Path content = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it; default: NAME.torrent in the current folder.")
  @Nullable Path output;

  @Option(names = "--tracker", paramLabel = "URL", description = "Announce URL, each a tier.")
  List<String> trackers = List.of();

  @Option(
      names = "--piece-length",
      paramLabel = "SIZE",
      description = "A power of two from 16KiB to 64MiB; default: by size of the content.")
  @Nullable String pieceLength;

  @Option(names = "--private", description = "Peers come from the trackers alone (BEP 27).")
  boolean isPrivate;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Goes into the file.")
  String comment = "";

  @Option(names = "--web-seed", paramLabel = "URL", description = "HTTP source (BEP 19).")
  List<String> webSeeds = List.of();

  @Option(
      names = {"-f", "--force"},
      description = "Overwrite the output.")
  boolean force;

  @Override
  public Integer call() throws IOException {
    MetainfoCreator creator = creator();
    Path target = target();
    if (!force && Files.exists(target)) {
      throw exists(target);
    }
    Metainfo metainfo = create(creator, content);
    write(target, metainfo.toTorrentFile());
    System.err.println("made " + target);
    System.out.println(metainfo.magnet());
    return 0;
  }

  private MetainfoCreator creator() {
    try {
      OptionalInt length =
          pieceLength == null
              ? OptionalInt.empty()
              : OptionalInt.of(Math.toIntExact(Sizes.parse(pieceLength)));
      return new MetainfoCreator(trackers, webSeeds, length, isPrivate, comment);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ParameterException(commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }

  /** Hashes the content under a progress bar. */
  static Metainfo create(MetainfoCreator creator, Path content) throws IOException {
    try (ProgressBar progress = Terminal.progress("hashing", MetainfoCreator.length(content))) {
      return creator.create(content, progress::stepTo);
    }
  }

  private Path target() {
    return output != null
        ? output
        : Path.of(content.toAbsolutePath().normalize().getFileName() + ".torrent");
  }

  private void write(Path target, byte[] bytes) throws IOException {
    try {
      Files.write(
          target,
          bytes,
          force ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (FileAlreadyExistsException e) {
      throw exists(target);
    } catch (IOException e) {
      throw new IOException(target + ": cannot be written: " + Reason.words(e), e);
    }
  }

  private static IOException exists(Path target) {
    return new IOException(target + " exists already; --force overwrites it");
  }
}
