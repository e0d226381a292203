package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import swarmdrive.engine.InfoHash;

/** Content of a torrent for tests: the same bytes each time. */
record Pieces(PieceGeometry geometry) {
  static final InfoHash HASH = InfoHash.fromHex("00112233445566778899aabbccddeeff00112233");

  static Pieces of(long totalLength, int pieceLength) {
    return new Pieces(new PieceGeometry(totalLength, pieceLength));
  }

  byte[] bytes(int piece) {
    byte[] bytes = new byte[geometry.lengthOf(piece)];
    new Random(piece + 1).nextBytes(bytes);
    return bytes;
  }

  ByteBuffer buffer(int piece) {
    return ByteBuffer.wrap(bytes(piece));
  }

  void putAll(PieceStore store) {
    for (int piece = 0; piece < geometry.pieceCount(); piece++) {
      store.put(piece, buffer(piece));
    }
  }

  /** The piece is held and has the right bytes. */
  void assertHeld(PieceStore store, int piece) throws IOException {
    Optional<PieceLease> lease = store.lease(piece);
    assertThat(lease).as("lease of piece " + piece).isPresent();
    try (PieceLease held = lease.get()) {
      assertThat(read(held, geometry.lengthOf(piece))).as("piece " + piece).isEqualTo(bytes(piece));
    }
  }

  static byte[] read(PieceLease lease, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    lease.read(0, target);
    assertThat(target.hasRemaining()).isFalse();
    return target.array();
  }
}
