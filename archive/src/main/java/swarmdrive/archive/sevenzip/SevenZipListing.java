package swarmdrive.archive.sevenzip;

import java.util.List;
import java.util.Optional;
import swarmdrive.archive.tree.MemberTree;

/**
 * What a 7z's header tells.
 *
 * @param archiveSize bytes of the archive
 * @param flaw what is missing, for the user
 */
record SevenZipListing(
    long archiveSize,
    List<Folder> folders,
    SevenZipMembers members,
    MemberTree tree,
    Optional<String> flaw) {}
