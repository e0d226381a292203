package swarmdrive.engine.swarm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import swarmdrive.engine.Sharing;

/**
 * Decides which peers of a torrent are given to (BEP 3, choking): while there is room, whoever is
 * interested; else, every ten seconds anew, those that give most to us, or, when we need nothing,
 * take most, and one more by turns, so that newcomers get something to give. Runs on the swarm
 * thread.
 */
final class Choker {
  private static final long ROUND_NANOS = 10_000_000_000L;
  private static final long TURN_NANOS = 30_000_000_000L;

  private final Swarm swarm;
  private final Sharing sharing;
  private long nextRound;
  private long turnEnds;
  private long turns;
  private @Nullable Peer turn;

  Choker(Swarm swarm, Sharing sharing) {
    this.swarm = swarm;
    this.sharing = sharing;
  }

  /** Once a second or so. */
  void tick(long now) {
    if (now - nextRound >= 0) {
      nextRound = now + ROUND_NANOS;
      round(now);
    } else {
      fill();
    }
  }

  /** Somebody came, went or changed its mind. */
  void changed(Peer peer) {
    if (peer.unchoked && !peer.interestedInUs) {
      set(peer, false);
    }
    fill();
  }

  private void round(long now) {
    List<Peer> chosen = new ArrayList<>();
    if (mayGive(swarm.now())) {
      List<Peer> interested = interested();
      interested.sort(Comparator.comparingLong(this::merit).reversed());
      boolean all = interested.size() <= sharing.slots();
      chosen.addAll(interested.subList(0, all ? interested.size() : sharing.slots() - 1));
      if (!all) {
        chosen.add(whoseTurn(interested.subList(sharing.slots() - 1, interested.size()), now));
      }
    }
    for (Peer peer : List.copyOf(swarm.peers())) {
      set(peer, chosen.contains(peer));
      peer.traffic.newRound();
    }
  }

  /** True if this torrent gives anything now. */
  private boolean mayGive(long now) {
    boolean late = !sharing.time().isZero() && now - swarm.lastWanted() >= sharing.time().toNanos();
    boolean enough =
        sharing.ratio() > 0
            && swarm.counters().bytesSent.sum() >= sharing.ratio() * swarm.bytesTaken();
    return sharing.upload() && !late && !enough;
  }

  private List<Peer> interested() {
    return new ArrayList<>(swarm.peers().stream().filter(peer -> peer.interestedInUs).toList());
  }

  private long merit(Peer peer) {
    return swarm.downloading() ? peer.traffic.gotten() : peer.traffic.given();
  }

  /** The same for half a minute, then the one that waits longest for its turn. */
  private Peer whoseTurn(List<Peer> others, long now) {
    Peer current = turn;
    if (current == null || now - turnEnds >= 0 || !others.contains(current)) {
      current =
          others.stream().min(Comparator.comparingLong(peer -> peer.traffic.turn)).orElseThrow();
      turnEnds = now + TURN_NANOS;
      current.traffic.turn = ++turns;
      turn = current;
    }
    return current;
  }

  /** Gives free slots to those who wait. */
  private void fill() {
    if (!mayGive(swarm.now())) {
      swarm.peers().forEach(peer -> set(peer, false));
      return;
    }
    long free = sharing.slots() - swarm.peers().stream().filter(peer -> peer.unchoked).count();
    for (Peer peer : interested()) {
      if (free > 0 && !peer.unchoked) {
        free--;
        set(peer, true);
      }
    }
  }

  private static void set(Peer peer, boolean unchoked) {
    if (peer.unchoked == unchoked || peer.closed) {
      return;
    }
    peer.unchoked = unchoked;
    if (unchoked) {
      peer.link.unchoke();
    } else {
      peer.uploads.clear();
      peer.link.choke();
    }
  }
}
