package swarmdrive.app.tracker;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import swarmdrive.engine.InfoHash;

/**
 * Who announced what lately. Bounded: the torrent that was announced longest ago goes first, and so
 * does the peer. Safe for any number of threads.
 */
final class Swarms {
  /** How often peers are told to announce. */
  static final Duration INTERVAL = Duration.ofSeconds(60);

  static final int MOST_TORRENTS = 10_000;
  static final int MOST_PEERS = 1_000;

  /** A peer that missed one announce may still come. */
  private static final Duration FORGET = INTERVAL.multipliedBy(2).plusSeconds(10);

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<InfoHash, Map<InetSocketAddress, Member>> swarms = new LinkedHashMap<>();

  private record Member(boolean complete, Instant seen) {}

  /**
   * What a peer is told.
   *
   * @param complete peers that have everything
   * @param incomplete the others
   */
  record Answer(List<InetSocketAddress> peers, int complete, int incomplete) {}

  Swarms(InstantSource clock) {
    this.clock = clock;
  }

  /** Notes the peer and names others, those that were heard of last first. */
  Answer announce(Announce announce) {
    lock.lock();
    try {
      Map<InetSocketAddress, Member> swarm = touched(announce.infoHash());
      swarm.remove(announce.peer());
      Instant oldest = clock.instant().minus(FORGET);
      swarm.values().removeIf(member -> member.seen.isBefore(oldest));
      Answer answer = answer(swarm, announce);
      if (!announce.stopped()) {
        dropFirst(swarm, MOST_PEERS - 1);
        swarm.put(announce.peer(), new Member(announce.complete(), clock.instant()));
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /** How many there are, without names. */
  Answer look(InfoHash infoHash) {
    lock.lock();
    try {
      Map<InetSocketAddress, Member> swarm = swarms.getOrDefault(infoHash, Map.of());
      Instant oldest = clock.instant().minus(FORGET);
      List<Member> fresh =
          swarm.values().stream().filter(member -> !member.seen.isBefore(oldest)).toList();
      int complete = (int) fresh.stream().filter(Member::complete).count();
      return new Answer(List.of(), complete, fresh.size() - complete);
    } finally {
      lock.unlock();
    }
  }

  /** The swarm, now the last to be dropped. */
  private Map<InetSocketAddress, Member> touched(InfoHash infoHash) {
    Map<InetSocketAddress, Member> known = swarms.remove(infoHash);
    dropFirst(swarms, MOST_TORRENTS - 1);
    Map<InetSocketAddress, Member> swarm = known != null ? known : new LinkedHashMap<>();
    swarms.put(infoHash, swarm);
    return swarm;
  }

  private static Answer answer(Map<InetSocketAddress, Member> swarm, Announce announce) {
    int complete = (int) swarm.values().stream().filter(Member::complete).count();
    List<InetSocketAddress> others = new ArrayList<>();
    for (Map.Entry<InetSocketAddress, Member> other : List.copyOf(swarm.entrySet()).reversed()) {
      // who has everything needs nobody who has, too
      if (others.size() < announce.wanted()
          && !(announce.complete() && other.getValue().complete())) {
        others.add(other.getKey());
      }
    }
    return new Answer(others, complete, swarm.size() - complete);
  }

  private static <K> void dropFirst(Map<K, ?> map, int most) {
    while (map.size() > most) {
      map.remove(map.keySet().iterator().next());
    }
  }
}
