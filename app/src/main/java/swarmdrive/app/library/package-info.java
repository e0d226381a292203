/**
 * The library folder: every way to add or remove a torrent ends in a file there. It is looked at
 * when the system reports a change and, for what was missed, from time to time; each .torrent and
 * .magnet file is read once it is whole and given to the engine, which forgets a torrent when its
 * last file goes. What is wrong with a file is kept beside it and stops nothing.
 */
@NullMarked
package swarmdrive.app.library;

import org.jspecify.annotations.NullMarked;
