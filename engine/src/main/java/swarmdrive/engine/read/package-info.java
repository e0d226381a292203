/**
 * Readers: positional, blocking, each with wishes of its own. A reader states what it waits for and
 * what it will want next, waits without holding a lock, and is woken by the arrival of a verified
 * piece, by its own closing, or by the end of the torrent. Knows the piece store, and peers not at
 * all: wishes go out through {@link Wishing}.
 */
@NullMarked
package swarmdrive.engine.read;

import org.jspecify.annotations.NullMarked;
