package swarmdrive.archive.zip;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.tree.MemberTree;
import swarmdrive.archive.zip.crypt.EncryptedMembers;

/** The members of one zip. */
final class ZipIndex implements ArchiveIndex {
  private final long archiveSize;
  private final MemberTree tree;
  private final ZipMembers members;
  private final Payloads payloads;
  private final Unpacking unpacking;
  private final Optional<String> flaw;

  /**
   * @param key of the archive
   */
  ZipIndex(ZipListing listing, String key, EncryptedMembers encrypted, Unpacking unpacking) {
    archiveSize = listing.archiveSize();
    tree = listing.tree();
    members = listing.members();
    flaw = listing.flaw();
    payloads = new Payloads(members, listing.layout(), encrypted, key);
    this.unpacking = unpacking;
  }

  @Override
  public Optional<List<ArchiveEntry>> list(List<String> folder) {
    return tree.list(folder);
  }

  @Override
  public Optional<ArchiveEntry> find(List<String> path) {
    return tree.find(path);
  }

  @Override
  public Optional<String> flaw() {
    return flaw;
  }

  @Override
  public MemberData data(ArchiveEntry entry, ByteSource archive) throws IOException {
    int id = file(entry);
    if (archive.size() != archiveSize) {
      throw new IllegalArgumentException(
          "indexed were " + archiveSize + " bytes, these are " + archive.size());
    }
    requireReadable(id, entry.name());
    Payload payload = payloads.of(id, entry.name(), archive);
    return unpacking.open(
        new PackedMember(
            payloads.key(), id, entry.name(), members.size(id), members.crc(id), payload));
  }

  private int file(ArchiveEntry entry) {
    if (entry.folder()) {
      throw new IllegalArgumentException("a folder has no data: " + entry.path());
    }
    return Objects.checkIndex(entry.id(), members.count());
  }

  private void requireReadable(int id, String name) throws ArchiveException {
    refuse(members.is(id, MemberFlags.STRONG), name, "it is encrypted in a way nobody may know");
    refuse(members.is(id, MemberFlags.PATCH), name, "it is a patch");
    refuse(members.is(id, MemberFlags.ELSEWHERE), name, "it lies in another part of the archive");
    refuse(members.is(id, MemberFlags.OUTSIDE), name, "it lies outside of the archive");
    refuse(members.is(id, MemberFlags.OVERLAPS), name, "its bytes are another member's too");
  }

  static void refuse(boolean wrong, String name, String why) throws ArchiveException {
    if (wrong) {
      throw new ArchiveException(name + " cannot be read: " + why);
    }
  }
}
