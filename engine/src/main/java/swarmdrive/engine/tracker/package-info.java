/**
 * Announcing to trackers (BEP 3, 7, 12, 15, 23, 27): each tracker of each torrent on a virtual
 * thread and a time of its own, so that none waits for another. What trackers answer is a
 * stranger's word and bounded everywhere. No sockets stay open between announces.
 */
@NullMarked
package swarmdrive.engine.tracker;

import org.jspecify.annotations.NullMarked;
