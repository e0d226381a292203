package swarmdrive.engine.swarm;

import java.net.InetSocketAddress;

/**
 * A peer that has given something.
 *
 * @param address resolved, where it listens
 */
public record KnownPeer(InetSocketAddress address, PeerSource source) {}
