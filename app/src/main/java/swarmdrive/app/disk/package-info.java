/**
 * Changing files so that nobody sees half of it and nothing is lost once it was answered: written
 * aside in a folder of the same file system, forced to the disk, put in place by a rename, and the
 * folder forced, too.
 */
@NullMarked
package swarmdrive.app.disk;

import org.jspecify.annotations.NullMarked;
