package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import swarmdrive.engine.EngineConfig;

/**
 * Which peers one swarm knows, connects to, keeps away from and remembers. Runs on the swarm
 * thread.
 */
final class Discovery {
  /** Connections being made at a time. */
  private static final int MAX_CONNECTING = 20;

  /** Peers remembered over restarts: those that gave last. */
  private static final int MAX_REMEMBERED = 100;

  /** A connection that lived for so long was worth it. */
  private static final long USEFUL_NANOS = 10_000_000_000L;

  private static final long REMEMBER_NANOS = 300_000_000_000L;

  private final Swarm swarm;
  private final EngineConfig config;
  private final PeerBook book = new PeerBook();
  private final Map<InetSocketAddress, PeerSource> worked = new LinkedHashMap<>();
  private boolean changed;
  private boolean ownOnly;
  private boolean workedChanged;
  private long rememberNext;

  Discovery(Swarm swarm, EngineConfig config) {
    this.swarm = swarm;
    this.config = config;
  }

  /** Peers were heard of. */
  void add(Collection<InetSocketAddress> addresses, PeerSource source) {
    for (InetSocketAddress address : addresses) {
      if ((!ownOnly || source.own()) && book.add(address, source, swarm.now())) {
        changed = true;
        swarm.wakeSoon();
      }
    }
  }

  /** What was remembered from an earlier run. */
  void recall(Collection<KnownPeer> peers) {
    boolean open = config.dht() || config.pex() || config.lsd();
    for (KnownPeer peer : peers) {
      if (open || peer.source().own()) {
        add(List.of(peer.address()), peer.source());
      }
    }
  }

  /** There may be room for further connections. */
  void lookAgain() {
    changed = true;
  }

  /** True if the connection is welcome. */
  boolean welcome(PeerLink link) {
    if (!link.incoming()) {
      book.connected(link.address());
      if (ownOnly && !book.source(link.address()).own()) {
        return false;
      }
    }
    return !book.banned(Bans.who(link), swarm.now());
  }

  /** A connection could not be made. */
  void connectFailed(InetSocketAddress address) {
    book.ended(address, false, swarm.now());
    changed = true;
  }

  /** Connects to those that are due. */
  void connectMore() {
    if (!changed) {
      return;
    }
    changed = false;
    while (book.connecting() < MAX_CONNECTING
        && swarm.peers().size() + book.connecting() < config.maxPeersPerTorrent()) {
      InetSocketAddress address = book.next(swarm.now()).orElse(null);
      if (address == null) {
        return;
      }
      swarm.host().connect(swarm, address);
    }
  }

  /** The connection ended. */
  void closed(Peer peer, long livedNanos) {
    note(peer);
    changed = true;
    if (!peer.link.incoming()) {
      boolean useful = peer.throughput.proven() || livedNanos > USEFUL_NANOS;
      book.ended(peer.link.address(), useful, swarm.now());
    }
  }

  boolean banned(Peer peer) {
    return book.banned(Bans.who(peer.link), swarm.now());
  }

  void ban(Peer peer) {
    book.ban(Bans.who(peer.link), swarm.now());
    InetSocketAddress listen = peer.listenAddress();
    if (listen != null) {
      if (!listen.equals(peer.link.address())) {
        book.ban(listen, swarm.now());
      }
      workedChanged |= worked.remove(listen) != null;
    }
  }

  /**
   * The torrent turns out to be private (BEP 27): who was not named by it or by its tracker goes,
   * and nobody else comes.
   */
  void keepOwnOnly() {
    ownOnly = true;
    book.forgetFound();
    worked.values().removeIf(source -> !source.own());
    workedChanged = true;
    for (Peer peer : List.copyOf(swarm.peers())) {
      if (!source(peer).own()) {
        peer.link.close("torrent is private, and the peer not from its tracker");
      }
    }
  }

  private PeerSource source(Peer peer) {
    InetSocketAddress listen = peer.listenAddress();
    return listen == null ? PeerSource.FOUND : book.source(listen);
  }

  private void note(Peer peer) {
    InetSocketAddress listen = peer.listenAddress();
    if (listen == null || !peer.throughput.proven() || book.banned(listen, swarm.now())) {
      return;
    }
    PeerSource source = source(peer);
    if (ownOnly && !source.own()) {
      return;
    }
    workedChanged |= worked.remove(listen) == null;
    worked.put(listen, source);
    if (worked.size() > MAX_REMEMBERED) {
      worked.remove(worked.keySet().iterator().next());
    }
  }

  /** Once a second or so. */
  void tick(long now) {
    changed = true;
    if (now - rememberNext >= 0) {
      rememberNext = now + REMEMBER_NANOS;
      remember();
    }
  }

  /** Hands over who is worth remembering, if that is news. */
  void remember() {
    swarm.peers().forEach(this::note);
    if (workedChanged) {
      workedChanged = false;
      List<KnownPeer> peers = new ArrayList<>();
      worked.forEach((address, source) -> peers.add(new KnownPeer(address, source)));
      swarm.host().remember(swarm, peers.reversed());
    }
  }
}
