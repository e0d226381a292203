package swarmdrive.archive.zip;

import java.util.Optional;
import swarmdrive.archive.tree.MemberTree;

/**
 * What a zip's directory tells.
 *
 * @param archiveSize bytes of the archive
 * @param directory where the directory begins
 * @param flaw what is missing, for the user
 */
record ZipListing(
    long archiveSize,
    long directory,
    MemberTree tree,
    ZipMembers members,
    Layout layout,
    Optional<String> flaw) {}
