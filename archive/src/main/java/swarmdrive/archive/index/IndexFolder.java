package swarmdrive.archive.index;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteStreams;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes as files, named by a digest of key and kind: gzip, whose checksum tells damage, of the
 * kind, the key, and what the form wrote. Safe for any number of threads and for a crash at any
 * time.
 */
final class IndexFolder implements IndexStore {
  private static final Logger log = LoggerFactory.getLogger(IndexFolder.class);

  /** A single index larger than this is damaged, bytes when unpacked. */
  private static final int MOST_BYTES = 1 << 30;

  private final Path folder;
  private final IndexFiles files;

  /**
   * @param limit bytes of all files
   */
  IndexFolder(Path folder, long limit, InstantSource clock) {
    this.folder = folder;
    this.files = new IndexFiles(folder, limit, clock);
  }

  @Override
  public <T> Optional<T> load(String key, IndexForm<T> form) {
    Path file = file(key, form);
    try {
      T value = read(file, key, form);
      files.used(file);
      return Optional.of(value);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      log.atInfo()
          .addKeyValue("file", file.getFileName())
          .addKeyValue("failure", e)
          .log("An archive's index is damaged and will be made again");
      files.remove(file);
      return Optional.empty();
    }
  }

  private static <T> T read(Path file, String key, IndexForm<T> form) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 64 << 10)) {
      byte[] bytes = ByteStreams.limit(in, MOST_BYTES).readAllBytes();
      if (bytes.length == MOST_BYTES) {
        throw new EOFException("it is larger than any index");
      }
      IndexInput input = new IndexInput(ByteBuffer.wrap(bytes));
      if (!input.text().equals(form.kind()) || !input.text().equals(key)) {
        throw new IOException("it is of another archive");
      }
      T value = form.read(input);
      if (!input.atEnd()) {
        throw new IOException("it goes on behind its end");
      }
      return value;
    }
  }

  @Override
  public <T> void save(String key, IndexForm<T> form, T value) {
    Path file = file(key, form);
    try {
      Path fresh = files.fresh();
      try {
        write(fresh, key, form, value);
        files.add(file, Files.size(fresh));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      log.atWarn().addKeyValue("failure", e).log("An archive's index cannot be kept");
    }
  }

  private static <T> void write(Path file, String key, IndexForm<T> form, T value)
      throws IOException {
    try (QuickGzip packed =
        new QuickGzip(new BufferedOutputStream(Files.newOutputStream(file), 64 << 10))) {
      IndexOutput out = new IndexOutput(packed);
      out.text(form.kind());
      out.text(key);
      form.write(value, out);
      out.flush();
    }
  }

  private Path file(String key, IndexForm<?> form) {
    String digest =
        Hashing.sha256()
            .hashString(form.kind() + "\n" + key, StandardCharsets.UTF_8)
            .toString()
            .substring(0, 32);
    return folder.resolve(form.kind() + "-" + digest + IndexFiles.ENDING);
  }
}
