/**
 * The field's encoding (BEP 3), read from hostile bytes as a checked view, and written. Knows
 * nothing of torrents.
 */
@NullMarked
package swarmdrive.engine.bencode;

import org.jspecify.annotations.NullMarked;
