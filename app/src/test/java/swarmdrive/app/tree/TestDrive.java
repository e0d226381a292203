package swarmdrive.app.tree;

import com.google.common.base.Splitter;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.multibindings.Multibinder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import swarmdrive.app.library.Library;
import swarmdrive.app.testing.FakeLibrary;
import swarmdrive.app.testing.FakeTorrentEngine;
import swarmdrive.app.testing.TestClock;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.ArchiveModule;
import swarmdrive.archive.StorageConfig;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;
import swarmdrive.webdav.DavWriter;

/** The real tree over the real zip reader, with a library and an engine that the test fills. */
final class TestDrive implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(20);

  final FakeTorrentEngine engine = new FakeTorrentEngine();
  final FakeLibrary library;
  final TestClock clock = new TestClock(Instant.now().plus(Duration.ofHours(1)));
  final DavFolder root;
  final DavWriter writer;
  final DriveConfig drive;
  final OverlayTrash trash;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  TestDrive(Path folder) throws IOException {
    this(folder, config(TIMEOUT, 3), List.of());
  }

  TestDrive(Path folder, TreeConfig config, List<ArchiveFormat> formats) throws IOException {
    library = new FakeLibrary(folder.resolve("library"));
    drive =
        new DriveConfig(
            true, folder.resolve("overlay"), folder.resolve("trash"), Duration.ofDays(30));
    Injector injector =
        Guice.createInjector(
            new TreeModule(config, drive),
            new ArchiveModule(ArchiveConfig.DEFAULT, StorageConfig.in(folder)),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(Library.class).toInstance(library);
                bind(InstantSource.class).toInstance(clock);
                bind(ScheduledExecutorService.class).toInstance(timer);
                Multibinder<ArchiveFormat> more =
                    Multibinder.newSetBinder(binder(), ArchiveFormat.class);
                formats.forEach(format -> more.addBinding().toInstance(format));
              }
            });
    root = injector.getInstance(DavFolder.class);
    writer = injector.getInstance(DavWriter.class);
    trash = injector.getInstance(OverlayTrash.class);
  }

  static TreeConfig config(Duration firstByteTimeout, int depth) {
    return new TreeConfig(".d", depth, firstByteTimeout, Duration.ofMinutes(1), 16, 2);
  }

  /** The node at a path; empty if there is none. */
  Optional<DavNode> find(String path) throws IOException {
    DavNode node = root;
    for (String name : Splitter.on('/').split(path)) {
      Optional<DavNode> child = ((DavFolder) node).child(name);
      if (child.isEmpty()) {
        return Optional.empty();
      }
      node = child.get();
    }
    return Optional.of(node);
  }

  DavFolder folder(String path) throws IOException {
    return (DavFolder) find(path).orElseThrow();
  }

  DavFile file(String path) throws IOException {
    return (DavFile) find(path).orElseThrow();
  }

  /** Names of a folder's children in their order; folders end with a slash. */
  static List<String> names(DavFolder folder) throws IOException {
    return folder.children().stream()
        .map(node -> node instanceof DavFolder ? node.name() + "/" : node.name())
        .toList();
  }

  List<String> names(String path) throws IOException {
    return names(folder(path));
  }

  byte[] read(String path) throws IOException {
    return read(file(path));
  }

  static byte[] read(DavFile file) throws IOException {
    try (DavContent content = file.open()) {
      return range(content, 0, Math.toIntExact(file.size()));
    }
  }

  static byte[] range(DavContent content, long position, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    while (target.hasRemaining()) {
      if (content.read(position + target.position(), target, TIMEOUT) < 0) {
        throw new java.io.EOFException("ends at " + (position + target.position()));
      }
    }
    return target.array();
  }

  /** A zip under construction. */
  static final class Zip {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    Zip deflated(String name, byte[] content) throws IOException {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
      return this;
    }

    Zip stored(String name, byte[] content) throws IOException {
      ZipEntry entry = new ZipEntry(name);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
      return this;
    }

    byte[] bytes() throws IOException {
      zip.close();
      return bytes.toByteArray();
    }
  }

  @Override
  public void close() {
    engine.close();
    timer.shutdownNow();
  }
}
