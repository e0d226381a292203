package swarmdrive.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.metainfo.MetainfoCreator;

/** Makes the sample content, seeds it and puts its torrents into a library. */
public final class Demo {
  private static final int PIECE_LENGTH = 1 << 20;
  private static final int SMALL_PIECE_LENGTH = 256 << 10;

  private final DemoContent content;
  private final String tracker;

  /**
   * Prepares; makes nothing yet.
   *
   * @param folder for the content, empty
   * @param tracker announce URL
   */
  public Demo(Path folder, String tracker) {
    this.content = new DemoContent(folder);
    this.tracker = tracker;
  }

  /**
   * Seeds with the engine, then adds the torrents to the library.
   *
   * @param library the library's folder
   */
  public void begin(TorrentEngine seeder, Path library) throws IOException {
    content.make();
    Path single = Files.createDirectories(library.resolve("single file"));
    share(content.folder(), SMALL_PIECE_LENGTH, seeder, library);
    share(content.bigFile(), PIECE_LENGTH, seeder, single);
  }

  private void share(Path path, int pieceLength, TorrentEngine seeder, Path folder)
      throws IOException {
    MetainfoCreator creator =
        new MetainfoCreator(
            List.of(tracker), List.of(), OptionalInt.of(pieceLength), false, "swarmdrive demo");
    Metainfo metainfo = creator.create(path, done -> {});
    seeder.seed(metainfo, path, done -> {});
    Files.write(folder.resolve(metainfo.name() + ".torrent"), metainfo.toTorrentFile());
  }

  /** What to try, for the server's address {@code http://HOST:PORT/}. */
  public static String guide(String home) {
    return DemoGuide.text(home);
  }
}
