/**
 * The drive's tree, where the rooms meet: folders of the library, in them torrents as folders or
 * files, beside each archive the folder of its members, however deep. Listing a folder reads
 * neither the swarm nor an archive; entering an archive's folder reads that archive's directory
 * once, for everybody. A file's content stays a run of bytes on disk wherever it is one.
 */
@NullMarked
package swarmdrive.app.tree;

import org.jspecify.annotations.NullMarked;
