/**
 * One torrent's conversation with its peers: which blocks are asked of whom, and when. Everything
 * in here runs on one thread, the swarm thread, and never waits; time, hashing, storing and sockets
 * are behind {@link SwarmHost} and {@link PeerLink}, so that a test can play a whole swarm on a
 * virtual clock. Wishes come in, verified pieces go out. Knows no socket and no bt type.
 */
@NullMarked
package swarmdrive.engine.swarm;

import org.jspecify.annotations.NullMarked;
