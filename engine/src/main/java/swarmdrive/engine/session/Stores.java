package swarmdrive.engine.session;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;
import swarmdrive.engine.piece.PieceGeometry;
import swarmdrive.engine.piece.PieceLease;
import swarmdrive.engine.piece.PieceStore;

/** TEMPORARY memory version. */
final class Stores implements Closeable {
  Stores(EngineConfig config, Clock clock) {}

  void open() throws IOException {}

  PieceStore open(Metainfo m) {
    return new Mem(new PieceGeometry(m.totalLength(), m.pieceLength()));
  }

  Optional<Metainfo> metainfo(Magnet m) {
    return Optional.empty();
  }

  void save(Metainfo m) throws IOException {}

  PieceStore verifiedContent(Metainfo m, Path content, LongConsumer progress) throws IOException {
    throw new IOException("not yet");
  }

  void close(PieceStore store) {}

  long bytesStored() {
    return 0;
  }

  @Override
  public void close() {}

  static final class Mem implements PieceStore {
    final PieceGeometry g;
    final Map<Integer, byte[]> m = new ConcurrentHashMap<>();

    Mem(PieceGeometry g) {
      this.g = g;
    }

    public PieceGeometry geometry() {
      return g;
    }

    public boolean holds(int piece) {
      return m.containsKey(piece);
    }

    public BitSet held() {
      BitSet b = new BitSet();
      m.keySet().forEach(b::set);
      return b;
    }

    public BitSet unrecorded() {
      return new BitSet();
    }

    public Optional<ByteBuffer> readUnrecorded(int piece) {
      return Optional.empty();
    }

    public void put(int piece, ByteBuffer bytes) {
      byte[] b = new byte[bytes.remaining()];
      bytes.duplicate().get(b);
      m.put(piece, b);
    }

    public Optional<PieceLease> lease(int piece) {
      byte[] b = m.get(piece);
      return b == null
          ? Optional.empty()
          : Optional.of(
              new PieceLease() {
                public int piece() {
                  return piece;
                }

                public void read(int from, ByteBuffer target) {
                  target.put(b, from, target.remaining());
                }

                public Optional<FileChannel> channel() {
                  return Optional.empty();
                }

                public long position() {
                  return 0;
                }

                public void close() {}
              });
    }

    public long bytesStored() {
      return 0;
    }

    public String problem() {
      return "";
    }

    public void close() {}
  }
}
