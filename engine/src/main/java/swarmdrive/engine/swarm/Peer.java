package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import swarmdrive.engine.SwarmView;
import swarmdrive.engine.piece.PieceGeometry;

/**
 * One connected peer: what it has, what it was asked, how it delivers. Runs on the swarm thread.
 */
final class Peer implements PeerEvents {
  /** Requests that every client keeps, as long as it has not said otherwise. */
  private static final int DEFAULT_REQUEST_QUEUE = 250;

  /** Most requests under way to one peer: 16 MiB. */
  private static final int MAX_REQUESTS = 1024;

  /** Requests a peer gets once it has delivered its first block, before its rate is known. */
  private static final int FIRST_WINDOW = 8;

  /**
   * How much work a peer's queue holds beyond one latency: more would make it slow to turn to
   * urgent blocks.
   */
  private static final double QUEUE_SECONDS = 0.1;

  /** What is assumed of a peer that has delivered nothing yet. */
  static final long UNPROVEN_NANOS = 100_000_000L;

  /** How much later a peer under suspicion is taken to deliver. */
  private static final long SUSPECT_NANOS = 1_000_000_000L;

  /** Have messages kept while metadata is missing. */
  private static final int MAX_EARLY_HAVES = 100_000;

  final Swarm swarm;
  final PeerLink link;
  final Throughput throughput = new Throughput();
  final UploadQueue uploads;
  final PeerExchange exchange;
  final Traffic traffic = new Traffic();
  private final Map<Long, BlockRequest> outstanding = new LinkedHashMap<>();
  private final long connectedAt;

  BitSet have = new BitSet();
  private byte @Nullable [] earlyBits;
  private @Nullable List<Integer> earlyHaves;

  /** Sent wrong bytes, or shares the guilt for them. */
  boolean suspected;

  boolean closed;
  boolean interestedInUs;

  /** Told that we are interested. */
  boolean interesting;

  /** Was told of each piece that went. */
  boolean knowsWhatIsGone;

  /** Told that it may ask. */
  boolean unchoked;

  OptionalInt metadataLength = OptionalInt.empty();
  OptionalInt listenPort = OptionalInt.empty();
  private boolean choking = true;
  private int window = 1;
  private int requestQueue = DEFAULT_REQUEST_QUEUE;
  private long outstandingBytes;
  private long lastArrival;
  private long trustedAgainAt;

  /** How often it went silent, or others were faster before it delivered anything. */
  private int failures;

  long lastSentKeepAlive;

  Peer(Swarm swarm, PeerLink link, long now) {
    this.swarm = swarm;
    this.link = link;
    this.connectedAt = now;
    this.lastArrival = now;
    this.lastSentKeepAlive = now;
    this.uploads = new UploadQueue(this);
    this.exchange = new PeerExchange(this, now);
  }

  /** Where others can reach the peer; empty if it came to us and did not say. */
  @Nullable InetSocketAddress listenAddress() {
    if (listenPort.isPresent()) {
      return new InetSocketAddress(link.address().getAddress(), listenPort.getAsInt());
    }
    return link.incoming() ? null : link.address();
  }

  SwarmView.PeerView look() {
    return new SwarmView.PeerView(
        link.address(),
        link.incoming(),
        have.cardinality(),
        throughput.proven() ? (long) throughput.rate() : 0,
        outstanding.size(),
        choking,
        interestedInUs);
  }

  boolean has(int piece) {
    return have.get(piece);
  }

  boolean ready() {
    return !choking && !closed;
  }

  /** Whether this block may be asked of it, if it has room. */
  boolean mayBeAsked(int piece, int block, long now) {
    return ready() && has(piece) && swarm.suspects().mayAsk(this, piece, block, swarm.peers(), now);
  }

  int requests() {
    return outstanding.size();
  }

  /** Bytes that it owes. */
  long outstandingBytes() {
    return outstandingBytes;
  }

  Collection<BlockRequest> outstanding() {
    return outstanding.values();
  }

  /** How many more requests it may get now. */
  int capacity(long now) {
    if (!ready()) {
      return 0;
    }
    if (!throughput.proven()) {
      boolean trusted = outstanding.isEmpty() && now - trustedAgainAt >= 0;
      return trusted && swarm.rates().requestable(now) > 0 ? 1 : 0;
    }
    int room = Math.min(Math.min(window, requestQueue), queueTarget()) - outstanding.size();
    return (int) Math.min(room, swarm.rates().requestable(now));
  }

  private int queueTarget() {
    double seconds = throughput.latencyNanos() / 1e9 + QUEUE_SECONDS;
    double blocks = throughput.rate() * seconds / PieceGeometry.BLOCK_LENGTH;
    return (int) Math.clamp(blocks, FIRST_WINDOW, MAX_REQUESTS);
  }

  /** When a further block would be here, from now. */
  long etaNanos() {
    return throughput.etaNanos(outstandingBytes + PieceGeometry.BLOCK_LENGTH);
  }

  /** The same, more if there is reason to doubt it. */
  long likelyNanos() {
    long eta = throughput.proven() ? etaNanos() : UNPROVEN_NANOS << Math.min(failures, 5);
    return suspected ? eta + SUSPECT_NANOS : eta;
  }

  void request(IncomingPiece piece, int block, long now) {
    long expectedAt = now + etaNanos();
    BlockRequest request =
        new BlockRequest(this, piece, block, now, expectedAt, outstanding.isEmpty());
    outstanding.put(key(piece.index, block), request);
    outstandingBytes += piece.blockLength(block);
    piece.add(request);
    swarm.rates().requested(piece.blockLength(block));
    link.request(piece.index, block * PieceGeometry.BLOCK_LENGTH, piece.blockLength(block));
  }

  /** Takes a request back, on the wire too. */
  void cancel(BlockRequest request) {
    if (withdraw(request)) {
      int offset = request.block * PieceGeometry.BLOCK_LENGTH;
      link.cancel(request.piece.index, offset, request.piece.blockLength(request.block));
    }
  }

  private boolean withdraw(BlockRequest request) {
    if (!outstanding.remove(key(request.piece.index, request.block), request)) {
      return false;
    }
    forget(request);
    swarm.rates().notRequested(request.piece.blockLength(request.block));
    return true;
  }

  private void forget(BlockRequest request) {
    request.withdrawn = true;
    outstandingBytes -= request.piece.blockLength(request.block);
    request.piece.remove(request);
  }

  private static long key(int piece, int block) {
    return (long) piece << 32 | block;
  }

  /** True if it owes us blocks and has sent nothing for longer than it ever should. */
  boolean stalled(long now) {
    if (outstanding.isEmpty()) {
      return false;
    }
    BlockRequest oldest = outstanding.values().iterator().next();
    long silent = now - Math.max(lastArrival, oldest.sentAt);
    return silent > patienceNanos();
  }

  private long patienceNanos() {
    if (!throughput.proven()) {
      return 1_000_000_000L;
    }
    long blockNanos = (long) (PieceGeometry.BLOCK_LENGTH * 1e9 / throughput.rate());
    return Math.max(250_000_000L, Math.max(4 * throughput.latencyNanos(), 8 * blockNanos));
  }

  /** Gives up what it owes and trusts it again, with one block, after a while. */
  void giveUp(long now) {
    for (BlockRequest request : List.copyOf(outstanding.values())) {
      cancel(request);
    }
    throughput.forget();
    window = 1;
    trustedAgainAt = now + (1_000_000_000L << Math.min(failures++, 5));
  }

  /** Another peer delivered what this one was asked for. */
  void lostRace() {
    if (!throughput.proven()) {
      failures++;
    }
  }

  private void dropRequests() {
    List<BlockRequest> dropped = List.copyOf(outstanding.values());
    outstanding.clear();
    for (BlockRequest request : dropped) {
      forget(request);
      swarm.rates().notRequested(request.piece.blockLength(request.block));
    }
    swarm.requestsReturned();
  }

  /** Metadata has arrived: what was said before can be understood now. */
  void onGeometry(int pieceCount) {
    if (earlyBits != null) {
      have = PeerEvents.pieces(earlyBits, pieceCount);
      earlyBits = null;
    }
    if (earlyHaves != null) {
      earlyHaves.stream().filter(piece -> piece < pieceCount).forEach(have::set);
      earlyHaves = null;
    }
  }

  @Override
  public void onChoke() {
    choking = true;
    dropRequests();
  }

  @Override
  public void onUnchoke() {
    choking = false;
    swarm.wakeSoon();
  }

  @Override
  public void onInterested() {
    interestedInUs = true;
    swarm.interestChanged(this);
  }

  @Override
  public void onNotInterested() {
    interestedInUs = false;
    swarm.interestChanged(this);
  }

  @Override
  public void onHave(int piece) {
    if (swarm.hasGeometry()) {
      if (piece < 0 || piece >= swarm.geometry().pieceCount()) {
        link.close("announced piece " + piece + ", which does not exist");
        return;
      }
      have.set(piece);
      swarm.wakeSoon();
    } else {
      rememberHave(piece);
    }
  }

  @Override
  public void onDontHave(int piece) {
    if (!swarm.hasGeometry() || piece < 0 || piece >= swarm.geometry().pieceCount()) {
      return; // it will not be asked for it
    }
    have.clear(piece);
    for (BlockRequest request : List.copyOf(outstanding.values())) {
      if (request.piece.index == piece) {
        withdraw(request);
      }
    }
    swarm.requestsReturned();
  }

  private void rememberHave(int piece) {
    if (earlyHaves == null) {
      earlyHaves = new ArrayList<>();
    }
    if (piece >= 0 && earlyHaves.size() < MAX_EARLY_HAVES) {
      earlyHaves.add(piece);
    }
  }

  @Override
  public void onBitfield(byte[] bits) {
    if (!swarm.hasGeometry()) {
      earlyBits = bits;
      return;
    }
    int pieceCount = swarm.geometry().pieceCount();
    if (bits.length != (pieceCount + 7) / 8) {
      link.close("sent a bit field of " + bits.length + " bytes for " + pieceCount + " pieces");
      return;
    }
    have = PeerEvents.pieces(bits, pieceCount);
    swarm.wakeSoon();
  }

  @Override
  public void onRequest(int piece, int offset, int length) {
    uploads.request(piece, offset, length);
  }

  @Override
  public void onCancel(int piece, int offset, int length) {
    uploads.cancel(piece, offset, length);
  }

  @Override
  public void onBlock(int piece, int offset, ByteBuffer bytes) {
    int block = offset / PieceGeometry.BLOCK_LENGTH;
    int length = bytes.remaining();
    BlockRequest request = outstanding.remove(key(piece, block));
    if (request != null && length != request.piece.blockLength(block)) {
      outstanding.put(key(piece, block), request);
      link.close("sent a block of " + length + " bytes that was not asked for");
      return;
    }
    long now = swarm.now();
    if (request != null) {
      forget(request);
      throughput.arrived(now, length, request.sentAt, request.queueWasEmpty);
      window = Math.min(MAX_REQUESTS, Math.max(FIRST_WINDOW, window + 1));
      failures = 0;
    }
    lastArrival = now;
    traffic.get(length);
    swarm.blockArrived(this, piece, offset, bytes);
  }

  @Override
  public void onExtensions(OptionalInt port, OptionalInt queue, OptionalInt metadata) {
    if (port.isPresent()) {
      listenPort = port;
    }
    queue.ifPresent(count -> requestQueue = Math.clamp(count, 1, MAX_REQUESTS));
    if (metadata.isPresent()) {
      metadataLength = metadata;
    }
    swarm.extensionsKnown(this);
  }

  @Override
  public void onMetadataRequest(int index) {
    swarm.metadata().wanted(this, index);
  }

  @Override
  public void onMetadata(int index, ByteBuffer bytes) {
    swarm.metadata().arrived(this, index, bytes);
  }

  @Override
  public void onMetadataReject(int index) {
    swarm.metadata().rejected(this);
  }

  @Override
  public void onPeerExchange(Collection<InetSocketAddress> added) {
    swarm.peersExchanged(added);
  }

  @Override
  public void onDrained() {
    uploads.proceed();
  }

  @Override
  public void onClosed(String reason) {
    if (!closed) {
      closed = true;
      dropRequests();
      uploads.clear();
      swarm.peerClosed(this, reason, swarm.now() - connectedAt);
    }
  }
}
