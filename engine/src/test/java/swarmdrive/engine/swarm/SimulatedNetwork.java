package swarmdrive.engine.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.piece.PieceGeometry;

/**
 * One swarm among simulated peers on a virtual clock: everything happens in one thread, in an order
 * that the seed decides. Hashing takes a moment, loading is instant, connections are made by {@link
 * #connect(SimulatedPeer)} or when the swarm asks for them.
 */
final class SimulatedNetwork implements SwarmHost {
  private static final long HASH_NANOS = 500_000;

  private record Event(long time, long number, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
  private final Map<InetSocketAddress, SimulatedPeer> reachable = new HashMap<>();
  private final List<SimulatedPeer> peers = new ArrayList<>();
  private long now = 1_000_000_000_000L;
  private long eventNumber;
  private boolean attention;
  private long tickAt = Long.MAX_VALUE;

  final Random random;
  final PieceGeometry geometry;
  final byte[] content;
  final Swarm swarm;
  private final Bandwidth bandwidth;
  final BitSet verified = new BitSet();
  int buffersOut;
  int failures;
  boolean announcing;

  /** Each change of {@link #announcing}. */
  final List<Boolean> asked = new ArrayList<>();

  List<KnownPeer> remembered = List.of();
  long roomToKeep = Long.MAX_VALUE;
  boolean othersWait;

  SimulatedNetwork(long seed, int totalLength, int pieceLength) {
    this(seed, totalLength, pieceLength, EngineConfig.local(Path.of("unused")));
  }

  SimulatedNetwork(long seed, int totalLength, int pieceLength, EngineConfig config) {
    this(seed, totalLength, pieceLength, config, new BitSet());
  }

  SimulatedNetwork(long seed, int totalLength, int pieceLength, EngineConfig config, BitSet held) {
    random = new Random(seed);
    geometry = new PieceGeometry(totalLength, pieceLength);
    content = new byte[totalLength];
    random.nextBytes(content);
    bandwidth = Bandwidth.ofAll(config.sharing(), now);
    swarm = new Swarm(InfoHash.of(new byte[20]), this, config);
    swarm.start(geometry, new byte[100], false, held, new BitSet());
  }

  static InetSocketAddress address(int number) {
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number}), 6881);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A peer that is connected from the start. */
  SimulatedPeer connect(SimulatedPeer peer) {
    add(peer);
    peer.join(Objects.requireNonNull(swarm.onConnected(peer), "the swarm does not want the peer"));
    return peer;
  }

  /** A peer that the swarm may connect to. */
  SimulatedPeer add(SimulatedPeer peer) {
    peers.add(peer);
    reachable.put(peer.address(), peer);
    return peer;
  }

  List<SimulatedPeer> peers() {
    return peers;
  }

  void after(long nanos, Runnable action) {
    events.add(new Event(now + nanos, eventNumber++, action));
  }

  /** Lets time pass until the condition holds; false if the time is over before. */
  boolean run(Duration most, BooleanSupplier until) {
    long end = now + most.toNanos();
    while (now < end) {
      settle();
      if (until.getAsBoolean()) {
        return true;
      }
      Event next = events.peek();
      long time = Math.min(next == null ? Long.MAX_VALUE : next.time, tickAt);
      if (time > end) {
        now = end;
        return until.getAsBoolean();
      }
      now = Math.max(now, time);
      if (next != null && next.time <= now) {
        events.remove();
        next.action.run();
      }
      if (tickAt <= now) {
        attention = true;
      }
    }
    return until.getAsBoolean();
  }

  void run(Duration time) {
    run(time, () -> false);
  }

  private void settle() {
    for (int i = 0; attention && i < 100; i++) {
      attention = false;
      tickAt = swarm.tick();
    }
  }

  /**
   * Reads like a reader: wishes, waits, withdraws; returns the nanoseconds it took, -1 if it did
   * not succeed in time.
   */
  long read(Object reader, Wish wish, Duration most) {
    long from = now;
    swarm.wish(reader, wish);
    boolean done =
        run(
            most,
            () ->
                verified.get(wish.now(), wish.nowEnd()).cardinality()
                    == wish.nowEnd() - wish.now());
    swarm.wish(reader, null);
    settle();
    return done ? now - from : -1;
  }

  byte[] block(int piece, int offset, int length) {
    int from = Math.toIntExact(geometry.offsetOf(piece) + offset);
    return Arrays.copyOfRange(content, from, from + length);
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public Bandwidth bandwidth() {
    return bandwidth;
  }

  @Override
  public void attention(Swarm of) {
    attention = true;
  }

  @Override
  public void connect(Swarm from, InetSocketAddress address) {
    SimulatedPeer peer = reachable.get(address);
    after(
        1_000_000,
        () -> {
          if (peer == null || peer.gone()) {
            swarm.onConnectFailed(address);
            return;
          }
          PeerEvents receiver = swarm.onConnected(peer);
          if (receiver != null) {
            peer.join(receiver);
          } else {
            swarm.onConnectFailed(address);
          }
        });
  }

  @Override
  public void verify(Swarm of, int piece, ByteBuffer bytes, Consumer<Boolean> done) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    boolean right = Arrays.equals(copy, block(piece, 0, geometry.lengthOf(piece)));
    after(
        HASH_NANOS,
        () -> {
          if (right) {
            verified.set(piece);
          } else {
            failures++;
          }
          done.accept(right);
        });
  }

  @Override
  public void recover(Swarm of, int piece, Consumer<Boolean> done) {
    after(HASH_NANOS, () -> done.accept(false));
  }

  @Override
  public void load(Swarm of, int piece, int offset, int length, Consumer<ByteBuffer> done) {
    done.accept(ByteBuffer.wrap(block(piece, offset, length)));
  }

  @Override
  public boolean holds(Swarm of, int piece) {
    return verified.get(piece);
  }

  @Override
  public long roomToKeep() {
    return roomToKeep;
  }

  @Override
  public boolean anybodyWaits() {
    return othersWait || swarm.waitedFor();
  }

  @Override
  public ByteBuffer takeBuffer(int length) {
    buffersOut++;
    return ByteBuffer.allocate(length);
  }

  @Override
  public void giveBuffer(ByteBuffer buffer) {
    buffersOut--;
  }

  @Override
  public void metadataArrived(Swarm of, byte[] infoBytes) {
    throw new AssertionError("metadata was known");
  }

  @Override
  public void needsPeers(Swarm of, boolean needed) {
    announcing = needed;
    asked.add(needed);
  }

  @Override
  public void remember(Swarm of, List<KnownPeer> peers) {
    remembered = peers;
  }
}
