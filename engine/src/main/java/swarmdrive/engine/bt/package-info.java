/**
 * The network of peers, on bt-core: its message codecs, stream cipher, trackers, DHT and local
 * discovery are used; its connections and dispatcher are replaced, since they spin, wait and mix up
 * torrents (docs/decisions/0002-bt-core.md). One thread, the swarm thread, owns all sockets once
 * their handshake is through, and runs the swarms; handshakes, announces and lookups block on
 * virtual threads. The only room that knows bt types.
 */
@NullMarked
package swarmdrive.engine.bt;

import org.jspecify.annotations.NullMarked;
