/**
 * Members as a tree of safe names, for every format.
 *
 * <p>{@link swarmdrive.archive.tree.TreeBuilder} takes the paths as the archive spells them, makes
 * them safe and unique, and implies the folders between; {@link swarmdrive.archive.tree.MemberTree}
 * is the finished tree, a few flat arrays of about 20 bytes for each member beside its name.
 */
@NullMarked
package swarmdrive.archive.tree;

import org.jspecify.annotations.NullMarked;
