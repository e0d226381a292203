package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A peer of a {@link SimulatedNetwork}: a link of a rate and a latency, with faults. It has all
 * pieces unless told otherwise, and unchokes whoever is interested. What is cancelled before it is
 * sent is not sent.
 */
final class SimulatedPeer implements PeerLink {
  /** What may be wrong with a peer; several at once are allowed. */
  static final class Faults {
    /** Answers nothing from this request on. */
    int silentFrom = Integer.MAX_VALUE;

    /** Wrong bytes in every nth block; 0: never. */
    int corruptEvery;

    /** The connection ends at this request. */
    int vanishAt = Integer.MAX_VALUE;

    /** Sends every nth block twice; 0: never. */
    int duplicateEvery;

    /** Chokes at every nth request, for a second; 0: never. */
    int chokeEvery;

    /** Blocks overtake each other. */
    boolean reorders;
  }

  private record Asked(int piece, int offset, int length) {}

  private final SimulatedNetwork network;
  private final InetSocketAddress address;
  private final long latencyNanos;
  private final double bytesPerSecond;
  private final ArrayDeque<Asked> queue = new ArrayDeque<>();
  final Faults faults = new Faults();
  final List<Asked> pending = new ArrayList<>();
  final BitSet have = new BitSet();
  private @Nullable PeerEvents events;
  private boolean busy;
  private boolean closed;
  private boolean vanished;
  private boolean unchokedByUs;
  private boolean taking;
  int blocksTaken;
  int requests;
  int outstanding;
  long bytesSent;
  @Nullable String closeReason;

  /** Addresses of others, one set a message (BEP 11). */
  final List<Set<InetSocketAddress>> told = new ArrayList<>();

  final List<Set<InetSocketAddress>> dropped = new ArrayList<>();

  SimulatedPeer(SimulatedNetwork network, int number, long latencyNanos, double bytesPerSecond) {
    this.network = network;
    this.address = SimulatedNetwork.address(number);
    this.latencyNanos = latencyNanos;
    this.bytesPerSecond = bytesPerSecond;
    have.set(0, network.geometry.pieceCount());
  }

  boolean gone() {
    return vanished;
  }

  boolean connected() {
    return events != null && !closed;
  }

  void join(PeerEvents receiver) {
    events = receiver;
    closed = false;
    closeReason = null;
    queue.clear();
    byte[] bits = new byte[(network.geometry.pieceCount() + 7) / 8];
    have.stream().forEach(piece -> bits[piece >> 3] |= (byte) (0x80 >> (piece & 7)));
    say(() -> receiver.onBitfield(bits));
  }

  /** Half a round trip later, if the connection is still the same. */
  private void say(Runnable message) {
    PeerEvents to = events;
    network.after(
        latencyNanos / 2,
        () -> {
          if (!closed && events == to) {
            message.run();
          }
        });
  }

  /** Where this peer says something at once. */
  PeerEvents receiver() {
    return events();
  }

  private PeerEvents events() {
    if (events == null) {
      throw new AssertionError("not connected");
    }
    return events;
  }

  @Override
  public void interested() {
    network.after(latencyNanos / 2, () -> say(() -> events().onUnchoke()));
  }

  @Override
  public void request(int piece, int offset, int length) {
    outstanding++;
    Asked asked = new Asked(piece, offset, length);
    pending.add(asked);
    network.after(latencyNanos / 2, () -> asked(asked));
  }

  private void asked(Asked asked) {
    if (closed || !pending.contains(asked)) {
      return;
    }
    int number = ++requests;
    if (number >= faults.vanishAt) {
      vanished = true;
      closeSoon("vanished");
    } else if (number < faults.silentFrom) {
      if (faults.chokeEvery > 0 && number % faults.chokeEvery == 0) {
        choke(asked);
      } else {
        enqueue(asked);
      }
    }
  }

  private void choke(Asked asked) {
    queue.clear();
    pending.clear();
    outstanding = 0;
    say(() -> events().onChoke());
    network.after(1_000_000_000L, () -> say(() -> events().onUnchoke()));
  }

  private void enqueue(Asked asked) {
    if (faults.reorders && network.random.nextBoolean()) {
      queue.addFirst(asked);
    } else {
      queue.addLast(asked);
    }
    serve();
  }

  private void serve() {
    Asked asked = busy || closed ? null : queue.poll();
    if (asked == null) {
      return;
    }
    busy = true;
    long sending = (long) (asked.length * 1e9 / bytesPerSecond);
    network.after(
        sending,
        () -> {
          busy = false;
          if (!closed && pending.remove(asked)) {
            outstanding--;
            deliver(asked);
            if (faults.duplicateEvery > 0 && requests % faults.duplicateEvery == 0) {
              deliver(asked);
            }
          }
          serve();
        });
  }

  private void deliver(Asked asked) {
    byte[] bytes = network.block(asked.piece, asked.offset, asked.length);
    if (faults.corruptEvery > 0 && requests % faults.corruptEvery == 0) {
      bytes[network.random.nextInt(bytes.length)] ^= 1;
    }
    bytesSent += bytes.length;
    say(() -> events().onBlock(asked.piece, asked.offset, ByteBuffer.wrap(bytes)));
  }

  @Override
  public void cancel(int piece, int offset, int length) {
    Asked asked = new Asked(piece, offset, length);
    network.after(
        latencyNanos / 2,
        () -> {
          if (pending.remove(asked)) {
            outstanding--;
            queue.remove(asked);
          }
        });
  }

  void closeSoon(String reason) {
    network.after(
        0,
        () -> {
          if (!closed && events != null) {
            PeerEvents to = events;
            closed = true;
            events = null;
            queue.clear();
            pending.clear();
            outstanding = 0;
            closeReason = reason;
            to.onClosed(reason);
          }
        });
  }

  @Override
  public void close(String reason) {
    closeSoon(reason);
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public boolean incoming() {
    return false;
  }

  @Override
  public int unsentBytes() {
    return 0;
  }

  @Override
  public void choke() {
    unchokedByUs = false;
  }

  @Override
  public void unchoke() {
    unchokedByUs = true;
    if (taking) {
      takeNext();
    }
  }

  boolean isUnchokedByUs() {
    return unchokedByUs;
  }

  /** Asks for one block after another from now on, while it may. */
  void takeForEver() {
    taking = true;
    if (unchokedByUs) {
      takeNext();
    }
  }

  private void takeNext() {
    PeerEvents to = events();
    say(() -> to.onRequest(0, 0, 16384));
  }

  @Override
  public void notInterested() {}

  @Override
  public void have(int piece) {}

  @Override
  public boolean dontHave(int piece) {
    return false;
  }

  @Override
  public void bitfield(BitSet held, int pieceCount) {}

  @Override
  public void block(int piece, int offset, ByteBuffer bytes) {
    blocksTaken++;
    if (taking && unchokedByUs) {
      takeNext();
    }
  }

  @Override
  public void keepAlive() {}

  @Override
  public void metadataRequest(int index) {}

  @Override
  public void metadata(int index, int totalLength, ByteBuffer bytes) {}

  @Override
  public void metadataReject(int index) {}

  @Override
  public void peerExchange(
      Collection<InetSocketAddress> added, Collection<InetSocketAddress> gone) {
    if (!added.isEmpty()) {
      told.add(Set.copyOf(added));
    }
    if (!gone.isEmpty()) {
      dropped.add(Set.copyOf(gone));
    }
  }
}
