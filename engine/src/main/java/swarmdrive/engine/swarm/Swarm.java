package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.SwarmView;
import swarmdrive.engine.piece.PieceGeometry;

/**
 * One torrent's peers and what is asked of them. It wakes with the first wish, and lets its peers
 * go when nobody has wished for the idle time. Runs on the swarm thread, but for {@link #counters}
 * and {@link #peerCount}.
 */
public final class Swarm {
  private static final Logger LOG = LoggerFactory.getLogger(Swarm.class);

  private static final long HOUSEKEEPING_NANOS = 1_000_000_000L;
  private static final long REQUEST_TICK_NANOS = 20_000_000L;
  private static final long KEEP_ALIVE_NANOS = 100_000_000_000L;

  private final InfoHash infoHash;
  private final SwarmHost host;
  private final EngineConfig config;
  private final SwarmCounters counters = new SwarmCounters();
  private final List<Peer> peers = new ArrayList<>();
  private final Discovery discovery;
  private final Suspects suspects = new Suspects();
  private final MetadataFetch metadata;
  private final Choker choker;
  private final Rates rates;
  private @Nullable PieceGeometry geometry;
  private @Nullable BlockPicker picker;
  private byte @Nullable [] infoBytes;
  private boolean isPrivate;
  private BitSet held = new BitSet();
  private BitSet unrecorded = new BitSet();
  private boolean keepAwake;
  private boolean awake;
  private boolean stopped;
  private boolean paused;
  private boolean attention;
  private final long startedAt;
  private long lastWanted;
  private long nextHousekeeping;
  private volatile int peerCount;
  private volatile boolean downloading;

  public Swarm(InfoHash infoHash, SwarmHost host, EngineConfig config) {
    this.infoHash = infoHash;
    this.host = host;
    this.config = config;
    this.discovery = new Discovery(this, config);
    this.metadata = new MetadataFetch(this);
    this.choker = new Choker(this, config.sharing());
    this.rates = new Rates(Bandwidth.ofOne(config.sharing(), host.nanoTime()), host.bandwidth());
    this.startedAt = host.nanoTime();
    this.lastWanted = startedAt - config.idleTime().toNanos();
  }

  /** Metadata is known from now on. */
  public void start(
      PieceGeometry pieces,
      byte[] info,
      boolean isPrivateTorrent,
      BitSet heldPieces,
      BitSet unrecordedPieces) {
    geometry = pieces;
    infoBytes = info;
    isPrivate = isPrivateTorrent;
    held = heldPieces;
    unrecorded = unrecordedPieces;
    picker = new BlockPicker(this, pieces);
    if (awake) {
      lastWanted = now();
    }
    if (isPrivate) {
      becomePrivate();
    }
    for (Peer peer : List.copyOf(peers)) {
      peer.onGeometry(pieces.pieceCount());
      greet(peer);
    }
    wakeSoon();
  }

  /** BEP 27; what was under way for a magnet that did not say so ends. */
  private void becomePrivate() {
    discovery.keepOwnOnly();
    if (awake) {
      host.needsPeers(this, false);
      host.needsPeers(this, true);
    }
  }

  public InfoHash infoHash() {
    return infoHash;
  }

  /** For any thread. */
  public SwarmCounters counters() {
    return counters;
  }

  /** Connected peers; for any thread. */
  public int peerCount() {
    return peerCount;
  }

  /** True while something wanted is missing; for any thread. */
  public boolean downloading() {
    return downloading;
  }

  /**
   * Pieces and peers as they are now.
   *
   * @param stored what the store holds
   */
  public SwarmView look(BitSet stored) {
    BitSet fetching = picker == null ? new BitSet() : picker.fetching();
    fetching.andNot(stored);
    return new SwarmView(stored, fetching, peers.stream().map(Peer::look).toList());
  }

  /** Bytes of the info dictionary; 0 while unknown. */
  public int metadataLength() {
    return infoBytes == null ? 0 : infoBytes.length;
  }

  /** Stays connected without wishes: for seeding, and while metadata is missing. */
  public void keepAwake(boolean keep) {
    keepAwake = keep;
    wakeSoon();
  }

  /** Meets its peers for the idle time: somebody is likely to read soon. */
  public void expectReaders() {
    lastWanted = now();
    wakeSoon();
  }

  /** Stands still, without peers and announces, or goes on. */
  public void pause(boolean still) {
    paused = still;
    if (still) {
      List.copyOf(peers).forEach(peer -> peer.link.close("torrent is paused"));
    }
    wakeSoon();
  }

  /** Sets or, with null, withdraws what a reader wants. */
  public void wish(Object reader, @Nullable Wish wish) {
    if (picker != null && !stopped) {
      if (picker.wish(reader, wish)) {
        lastWanted = now();
        wakeSoon();
      }
    }
  }

  /** Peers were heard of. */
  public void addPeers(Collection<InetSocketAddress> addresses, PeerSource source) {
    discovery.add(addresses, source);
  }

  /** Peers that gave something in an earlier run. */
  public void recall(Collection<KnownPeer> peers) {
    discovery.recall(peers);
  }

  /** Hands over to {@link SwarmHost#remember} who has given something. */
  public void remember() {
    discovery.remember();
  }

  /**
   * A connection was made and the handshake is through. Null if it is not wanted: then close it.
   */
  public @Nullable PeerEvents onConnected(PeerLink link) {
    boolean welcome = discovery.welcome(link);
    if (!welcome || stopped || paused || peers.size() >= config.maxPeersPerTorrent()) {
      return null;
    }
    Peer peer = new Peer(this, link, now());
    peers.add(peer);
    peerCount = peers.size();
    greet(peer);
    wakeSoon();
    return peer;
  }

  private void greet(Peer peer) {
    if (geometry != null) {
      if (!held.isEmpty()) {
        peer.link.bitfield(held, geometry.pieceCount());
      }
      declareInterest(peer);
    }
  }

  private void declareInterest(Peer peer) {
    if (!peer.interesting && geometry != null && held.cardinality() < geometry.pieceCount()) {
      peer.interesting = true;
      peer.link.interested();
    }
  }

  /** A connection could not be made. */
  public void onConnectFailed(InetSocketAddress address) {
    discovery.connectFailed(address);
    wakeSoon();
  }

  /** Pieces may be held no more: what the store says now counts. */
  public void piecesGone(BitSet pieces) {
    BitSet gone = new BitSet();
    pieces.stream().filter(piece -> held.get(piece) && !host.holds(this, piece)).forEach(gone::set);
    if (gone.isEmpty() || stopped) {
      return;
    }
    held.andNot(gone);
    for (Peer peer : peers) {
      gone.stream().forEach(piece -> peer.knowsWhatIsGone = peer.link.dontHave(piece));
      declareInterest(peer);
    }
    if (picker != null) {
      gone.stream().forEach(picker::pieceGone);
    }
    wakeSoon();
  }

  /** True if a reader waits for something that is still to come. */
  public boolean waitedFor() {
    return picker != null && picker.waitedFor();
  }

  /**
   * Does what is due.
   *
   * @return when to call again at the latest, as {@link SwarmHost#nanoTime}; {@link
   *     Long#MAX_VALUE}: not before something happens
   */
  public long tick() {
    attention = false;
    long now = now();
    if (stopped) {
      return Long.MAX_VALUE;
    }
    if (now - nextHousekeeping >= 0) {
      nextHousekeeping = now + HOUSEKEEPING_NANOS;
      keepHouse(now);
    }
    updateAwake(now);
    giveMore();
    if (awake && !complete()) {
      discovery.connectMore();
    }
    if (picker != null) {
      picker.tick(now);
      downloading = picker.downloading();
      if (picker.requestsUnderWay()) {
        return now + REQUEST_TICK_NANOS;
      }
    }
    if (heldUp()) {
      return now + REQUEST_TICK_NANOS;
    }
    return awake || !peers.isEmpty() ? nextHousekeeping : Long.MAX_VALUE;
  }

  private void giveMore() {
    for (Peer peer : peers.stream().filter(peer -> peer.uploads.waiting()).toList()) {
      peer.uploads.proceed();
    }
  }

  private void updateAwake(long now) {
    boolean wanted = picker != null && picker.wanting();
    if (wanted) {
      lastWanted = now;
    }
    boolean shouldBe =
        !paused
            && (keepAwake || geometry == null || now - lastWanted < config.idleTime().toNanos());
    if (shouldBe != awake) {
      awake = shouldBe;
      discovery.lookAgain();
      host.needsPeers(this, awake);
      if (!awake) {
        letGo();
      }
    }
  }

  private void letGo() {
    discovery.remember();
    for (Peer peer : List.copyOf(peers)) {
      if (!peer.interestedInUs) {
        peer.link.close("nobody reads this torrent");
      }
    }
  }

  /** True if no peer is of use to us. */
  private boolean complete() {
    return geometry != null && held.cardinality() == geometry.pieceCount() && !keepAwake;
  }

  private void keepHouse(long now) {
    discovery.tick(now);
    metadata.tick(now);
    if (picker != null) {
      picker.refreshLater();
    }
    choker.tick(now);
    for (Peer peer : peers) {
      if (now - peer.lastSentKeepAlive > KEEP_ALIVE_NANOS) {
        peer.lastSentKeepAlive = now;
        peer.link.keepAlive();
      }
    }
    if (config.pex() && !isPrivate) {
      peers.forEach(peer -> peer.exchange.tick(peers, now));
    }
  }

  /** Ends the conversation with every peer. */
  public void stop() {
    stopped = true;
    List.copyOf(peers).forEach(peer -> peer.link.close("torrent was removed"));
    if (picker != null) {
      picker.clear();
    }
    downloading = false;
    if (awake) {
      awake = false;
      host.needsPeers(this, false);
    }
  }

  // What peers, picker and metadata need of the swarm.

  SwarmHost host() {
    return host;
  }

  long now() {
    return host.nanoTime();
  }

  List<Peer> peers() {
    return peers;
  }

  Suspects suspects() {
    return suspects;
  }

  MetadataFetch metadata() {
    return metadata;
  }

  /** The info dictionary's bytes; null while unknown. */
  byte @Nullable [] infoBytes() {
    return infoBytes;
  }

  boolean hasGeometry() {
    return geometry != null;
  }

  PieceGeometry geometry() {
    if (geometry == null) {
      throw new IllegalStateException("metadata is missing");
    }
    return geometry;
  }

  boolean holds(int piece) {
    return held.get(piece);
  }

  /** The first piece from there on that is not held. */
  int firstMissing(int from) {
    return held.nextClearBit(from);
  }

  boolean takeUnrecorded(int piece) {
    boolean was = unrecorded.get(piece);
    unrecorded.clear(piece);
    return was;
  }

  void wakeSoon() {
    if (!attention) {
      attention = true;
      host.attention(this);
    }
  }

  void requestsReturned() {
    if (picker != null) {
      picker.requestsReturned();
      wakeSoon();
    }
  }

  void blockArrived(Peer peer, int piece, int offset, ByteBuffer bytes) {
    counters.bytesReceived.add(bytes.remaining());
    if (picker == null || piece < 0 || offset < 0 || offset % PieceGeometry.BLOCK_LENGTH != 0) {
      peer.link.close("sent a block that does not exist: " + piece + ", " + offset);
      return;
    }
    picker.blockArrived(peer, piece, offset, bytes);
    wakeSoon();
  }

  void wasted(int length) {
    counters.bytesWasted.add(length);
  }

  void uploaded(int length) {
    counters.bytesSent.add(length);
  }

  void pieceHeld(int piece) {
    if (held.get(piece)) {
      return;
    }
    if (!host.holds(this, piece)) { // evicted before we got here
      if (picker != null) {
        picker.pieceGone(piece);
      }
      return;
    }
    held.set(piece);
    for (Peer peer : peers) {
      if (!peer.has(piece)) {
        peer.link.have(piece);
      }
    }
  }

  void pieceFailed(IncomingPiece piece) {
    wasted(piece.length);
    LOG.atInfo()
        .addKeyValue("torrent", infoHash)
        .addKeyValue("piece", piece.index)
        .log("piece failed its hash");
  }

  void ban(Peer peer, String reason) {
    if (peer.closed || discovery.banned(peer)) {
      return;
    }
    LOG.atInfo().addKeyValue("torrent", infoHash).addKeyValue("reason", reason).log("peer banned");
    discovery.ban(peer);
    peer.link.close(reason);
  }

  void stalled(Peer peer) {
    suspects.stalled(peer);
    LOG.atDebug()
        .addKeyValue("torrent", infoHash)
        .addKeyValue("peer", peer.link.address())
        .log("peer stalled");
  }

  void interestChanged(Peer peer) {
    choker.changed(peer);
  }

  Rates rates() {
    return rates;
  }

  /** Bytes that a share ratio is counted by: taken in this run, or held from an earlier one. */
  long bytesTaken() {
    long heldBytes = geometry == null ? 0 : (long) held.cardinality() * geometry.lengthOf(0);
    return Math.max(counters.bytesReceived.sum(), heldBytes);
  }

  /** When somebody wished for something, at the latest. */
  long lastWanted() {
    return Math.max(lastWanted, startedAt);
  }

  /** True if rates alone hold something up that is asked for. */
  private boolean heldUp() {
    return rates.downloadLimited() && downloading
        || peers.stream().anyMatch(peer -> peer.uploads.waiting());
  }

  /**
   * A peer asks for a piece that was there when we told it so. BEP 3 has no word for that: a choke
   * voids its requests, so that it does not wait for us. Who cannot be told (BEP 54) and owes us
   * nothing is let go, and comes back to hear what is there now.
   */
  void refuse(Peer peer) {
    if (!peer.unchoked) {
      return; // choked while the block was being read: its requests are void already
    }
    if (!peer.knowsWhatIsGone && peer.requests() == 0) {
      peer.link.close("asked for a piece that was evicted");
      return;
    }
    peer.uploads.clear();
    peer.link.choke();
    peer.link.unchoke();
  }

  void extensionsKnown(Peer peer) {
    metadata.consider(peer);
  }

  void considerMetadata() {
    peers.forEach(metadata::consider);
  }

  void peersExchanged(Collection<InetSocketAddress> added) {
    if (config.pex() && !isPrivate) {
      addPeers(added.stream().limit(PeerExchange.MAX_TOLD * 2L).toList(), PeerSource.FOUND);
    }
  }

  void peerClosed(Peer peer, String reason, long livedNanos) {
    peers.remove(peer);
    peerCount = peers.size();
    metadata.closed(peer);
    choker.changed(peer);
    discovery.closed(peer, livedNanos);
    LOG.atDebug()
        .addKeyValue("torrent", infoHash)
        .addKeyValue("peer", peer.link.address())
        .addKeyValue("reason", reason)
        .log("peer gone");
    wakeSoon();
  }
}
