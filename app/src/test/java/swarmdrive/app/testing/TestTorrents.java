package swarmdrive.app.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.metainfo.MetainfoCreator;

/** Torrents with their bytes, made in a temporary folder by the real creator. */
public final class TestTorrents {
  /** The creation date of every test torrent. */
  public static final Instant CREATED = Instant.parse("2020-02-03T04:05:06Z");

  private static final MetainfoCreator CREATOR =
      new MetainfoCreator(List.of(), List.of(), OptionalInt.of(16 << 10), false, "");

  private TestTorrents() {}

  /**
   * A torrent and its bytes.
   *
   * @param bytes of all files, one after the other in the metainfo's order
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Made(Metainfo metainfo, byte[] bytes) {
    public byte[] torrentFile() {
      return metainfo.toTorrentFile();
    }
  }

  /** A torrent of one file. */
  public static Made single(Path folder, String name, byte[] content) throws IOException {
    Path parent = Files.createTempDirectory(folder, "single");
    return made(Files.write(parent.resolve(name), content), content);
  }

  /** A torrent of several files; paths are separated by slashes. */
  public static Made multi(Path folder, String name, Map<String, byte[]> files) throws IOException {
    Path root = Files.createTempDirectory(folder, "multi").resolve(name);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Metainfo metainfo = create(root);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Metainfo.FileEntry entry : metainfo.files()) {
      bytes.write(new TreeMap<>(files).get(String.join("/", entry.path())));
    }
    return new Made(metainfo, bytes.toByteArray());
  }

  private static Made made(Path content, byte[] bytes) throws IOException {
    return new Made(create(content), bytes);
  }

  private static Metainfo create(Path content) throws IOException {
    return CREATOR.create(content, done -> {}, Clock.fixed(CREATED, ZoneOffset.UTC));
  }

  /** Bytes that look random and are the same for the same seed. */
  public static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  public static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
