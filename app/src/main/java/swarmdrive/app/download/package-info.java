/**
 * Copies files out of a torrent to a folder, archives' members among them, as they come. Pieces lie
 * in a store beside the files until all is done, so that a download that was cut goes on where it
 * was; nothing that was not verified is ever written.
 */
@NullMarked
package swarmdrive.app.download;

import org.jspecify.annotations.NullMarked;
