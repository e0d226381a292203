/**
 * The engine put together: torrents by info hash, each with its store, its readers and its swarm;
 * hashing, loading and timers beside the swarm thread. Calls of users come on any thread and are
 * handed to the swarm thread, in order.
 */
@NullMarked
package swarmdrive.engine.session;

import org.jspecify.annotations.NullMarked;
