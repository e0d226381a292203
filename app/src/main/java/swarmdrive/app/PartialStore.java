package swarmdrive.app;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where {@code get} keeps what has come until all has: a hidden folder beside the files. */
final class PartialStore {
  private PartialStore() {}

  /** Of a torrent; the same for the same argument. */
  static Path of(Path folder, String torrent) {
    String name = Hashing.sha256().hashString(torrent, StandardCharsets.UTF_8).toString();
    return folder.resolve(".swarmdrive-" + name.substring(0, 16));
  }

  static void remove(Path folder, String torrent) throws IOException {
    Path store = of(folder, torrent);
    if (Files.isDirectory(store)) {
      MoreFiles.deleteRecursively(store, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
