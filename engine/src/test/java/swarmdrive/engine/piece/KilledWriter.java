package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import swarmdrive.engine.InfoHash;

/**
 * The program that {@link KilledProcessTest} kills: puts, reads, evicts and records pieces of three
 * torrents for ever, and tells on its standard output which pieces are recorded.
 */
final class KilledWriter {
  /** Small pieces, many in a segment; one to a segment; larger than a segment. */
  static final List<Pieces> TORRENTS =
      List.of(
          Pieces.of(64L * 30_000 - 7, 30_000),
          Pieces.of(8L << 20, 1 << 20),
          Pieces.of((5L << 20) + 1, 2 << 20));

  private final PieceDisk disk;
  private final Random random;

  private KilledWriter(PieceDisk disk, Random random) {
    this.disk = disk;
    this.random = random;
  }

  static InfoHash hash(int torrent) {
    byte[] bytes = new byte[20];
    bytes[0] = (byte) torrent;
    return InfoHash.of(bytes);
  }

  static PieceStore store(PieceDisk disk, int torrent) {
    return disk.openStore(hash(torrent), TORRENTS.get(torrent).geometry());
  }

  /** Arguments: folder, limit in bytes, seed. */
  public static void main(String[] args) throws IOException {
    long limit = Long.parseLong(args[1]);
    PieceDisk disk = PieceDisk.open(Path.of(args[0]), 1 << 20, limit, 0);
    KilledWriter writer = new KilledWriter(disk, new Random(Long.parseLong(args[2])));
    tell("ready");
    while (true) {
      writer.round();
    }
  }

  /** One write for a whole line: a kill cuts none in two. */
  private static void tell(String line) {
    byte[] bytes = (line + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }

  private void round() throws IOException {
    List<int[]> put = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      int torrent = random.nextInt(TORRENTS.size());
      int piece = random.nextInt(TORRENTS.get(torrent).geometry().pieceCount());
      PieceStore store = store(disk, torrent);
      store.put(piece, TORRENTS.get(torrent).buffer(piece));
      put.add(new int[] {torrent, piece});
    }
    if (random.nextInt(8) == 0) {
      int torrent = random.nextInt(TORRENTS.size());
      tell("cleared " + torrent);
      store(disk, torrent).clear();
      put.removeIf(piece -> piece[0] == torrent);
    }
    disk.flush();
    for (int[] recorded : put) {
      tell(recorded[0] + " " + recorded[1]);
    }
  }
}
