package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** What a swarm needs of the world. Called on the swarm thread; nothing blocks. */
public interface SwarmHost {
  /** Monotonic time in nanoseconds. */
  long nanoTime();

  /** The swarm has something to do: call {@link Swarm#tick} at the end of this round. */
  void attention(Swarm swarm);

  /** Begins to connect; ends in {@link Swarm#onConnected} or {@link Swarm#onConnectFailed}. */
  void connect(Swarm swarm, InetSocketAddress address);

  /**
   * Hashes a whole piece off the swarm thread and, if it is right, stores it and wakes its readers.
   *
   * @param bytes the whole piece; not touched until {@code done}
   * @param done called on the swarm thread: true if the hash was right
   */
  void verify(Swarm swarm, int piece, ByteBuffer bytes, Consumer<Boolean> done);

  /**
   * Looks off the swarm thread whether an unrecorded piece on disk is right, and keeps it if so.
   *
   * @param done called on the swarm thread: true if the piece is held now
   */
  void recover(Swarm swarm, int piece, Consumer<Boolean> done);

  /**
   * Reads a block of a held piece off the swarm thread.
   *
   * @param done called on the swarm thread with the bytes, or with an empty buffer if the piece is
   *     gone
   */
  void load(Swarm swarm, int piece, int offset, int length, Consumer<ByteBuffer> done);

  /** Whether the store holds the piece at this moment. */
  boolean holds(Swarm swarm, int piece);

  /** How many further bytes of kept torrents would find room; a guess. */
  long roomToKeep();

  /** Whether a reader of any torrent waits for bytes of the swarm. */
  boolean anybodyWaits();

  /** Takes a buffer of at least that many bytes for a piece that is being received; position 0. */
  ByteBuffer takeBuffer(int length);

  /** Gives it back. */
  void giveBuffer(ByteBuffer buffer);

  /** A magnet's metadata has arrived and its hash is right. */
  void metadataArrived(Swarm swarm, byte[] infoBytes);

  /** Rates of all torrents together; always the same. */
  Bandwidth bandwidth();

  /** These peers have given something, the best remembered first: to be known at the next start. */
  void remember(Swarm swarm, List<KnownPeer> peers);

  /** The swarm has too few peers, or enough again. */
  void needsPeers(Swarm swarm, boolean needed);
}
