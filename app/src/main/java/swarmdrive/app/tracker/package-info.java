/**
 * A small HTTP tracker (BEP 3, 7, 23) for a LAN, a demonstration or a test: who announces a torrent
 * learns who else did so lately. Everything is in memory and bounded; peers that say nothing are
 * forgotten.
 */
@NullMarked
package swarmdrive.app.tracker;

import org.jspecify.annotations.NullMarked;
