/**
 * Shared folders: local folders and files that the configuration names become torrents. They are
 * looked at from time to time, made anew when they have changed and come to rest, seeded from where
 * they lie, and put into the library, so that they appear in the drive like every torrent.
 */
@NullMarked
package swarmdrive.app.shared;

import org.jspecify.annotations.NullMarked;
