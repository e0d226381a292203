/**
 * The network of peers. bt-core's message codecs, handshake and stream cipher are used, and mldht;
 * bt-core's runtime is not, since it spins, waits and mixes up torrents
 * (docs/decisions/0002-bt-core.md). One thread, the swarm thread, owns all sockets once their
 * handshake is through, and runs the swarms; handshakes and lookups block on virtual threads. The
 * only room that knows bt types.
 */
@NullMarked
package swarmdrive.engine.bt;

import org.jspecify.annotations.NullMarked;
