package swarmdrive.engine.session;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.UnaryOperator;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.EngineModule;
import swarmdrive.engine.RangeReader;
import swarmdrive.engine.TorrentEngine;
import swarmdrive.engine.TorrentFile;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.metainfo.MetainfoCreator;

/** Two real engines on loopback: one seeds content, the other reads it. */
final class TwoEngines implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final UnaryOperator<EngineConfig> settings;
  final byte[] bytes;
  final Metainfo metainfo;
  final TorrentEngine seeder;
  TorrentEngine reader;

  TwoEngines(Path folder, int length, int pieceLength, UnaryOperator<EngineConfig> settings)
      throws IOException {
    this.folder = folder;
    this.settings = settings;
    bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    Path content = Files.write(folder.resolve("content.bin"), bytes);
    metainfo = describe(content, pieceLength);
    seeder = engine(folder.resolve("seeder"));
    seeder.seed(metainfo, content, done -> {});
    reader = engine(folder.resolve("reader"));
  }

  private TorrentEngine engine(Path store) throws IOException {
    EngineConfig config = settings.apply(EngineConfig.local(store));
    Injector injector =
        Guice.createInjector(
            new EngineModule(config),
            binder -> binder.bind(Clock.class).toInstance(Clock.systemUTC()));
    TorrentEngine engine = injector.getInstance(TorrentEngine.class);
    engine.start();
    return engine;
  }

  private static Metainfo describe(Path content, int pieceLength) throws IOException {
    return new MetainfoCreator(List.of(), List.of(), OptionalInt.of(pieceLength), false, "")
        .create(content, done -> {});
  }

  /** A further torrent: the seeder has it, the reader is told. */
  TorrentFile addAnother(Path content, int length) throws IOException {
    Files.write(content, new byte[length]);
    Metainfo other = describe(content, 16 << 10);
    seeder.seed(other, content, done -> {});
    reader.add(other);
    return reader.add(magnet(other)).files().getFirst();
  }

  /** The link to the seeder. */
  Magnet magnet() {
    return magnet(metainfo);
  }

  private Magnet magnet(Metainfo metainfo) {
    InetSocketAddress peer =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), seeder.status().listenPort());
    return new Magnet(metainfo.infoHash(), Optional.empty(), List.of(), List.of(peer));
  }

  /** Adds the torrent with its metainfo and the seeder's address. */
  TorrentFile add() throws IOException {
    reader.add(metainfo);
    return reader.add(magnet()).files().getFirst();
  }

  void restartReader() throws IOException {
    reader.close();
    reader = engine(folder.resolve("reader"));
  }

  static byte[] read(RangeReader from, long position, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    while (target.hasRemaining()) {
      if (from.read(position + target.position(), target, PATIENCE) < 0) {
        throw new IOException("ends at " + (position + target.position()));
      }
    }
    return target.array();
  }

  @Override
  public void close() {
    reader.close();
    seeder.close();
  }
}
