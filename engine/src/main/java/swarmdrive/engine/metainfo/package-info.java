/**
 * What a torrent is: its description (BEP 3, 12, 27, 47), read from hostile bytes with bounds on
 * everything, made from local files, and named by magnet links (BEP 9, 53). Knows neither peers nor
 * pieces on disk.
 */
@NullMarked
package swarmdrive.engine.metainfo;

import org.jspecify.annotations.NullMarked;
