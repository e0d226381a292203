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
import swarmdrive.archive.deflate.DeflatedMember;
import swarmdrive.archive.deflate.DeflatedMembers;
import swarmdrive.archive.tree.MemberTree;

/** The members of one zip. */
final class ZipIndex implements ArchiveIndex {
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final long archiveSize;
  private final MemberTree tree;
  private final ZipMembers members;
  private final Payloads payloads;
  private final DeflatedMembers deflated;
  private final Optional<String> flaw;

  ZipIndex(
      long archiveSize,
      MemberTree tree,
      ZipMembers members,
      Payloads payloads,
      DeflatedMembers deflated,
      Optional<String> flaw) {
    this.archiveSize = archiveSize;
    this.tree = tree;
    this.members = members;
    this.payloads = payloads;
    this.deflated = deflated;
    this.flaw = flaw;
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
    return payload.method() == STORED
        ? stored(id, entry.name(), payload)
        : new MemberData.Decoded(
            deflated.open(deflated(id, entry.name(), payload), payload.bytes()));
  }

  private MemberData stored(int id, String name, Payload payload) throws ArchiveException {
    refuse(
        payload.length() != members.size(id), name, "it is stored as it is, but in another length");
    return payload.encrypted()
        ? new MemberData.Decoded(
            new StoredMember(
                name,
                payload.bytes(),
                members.crc(id),
                !payload.checked() || !deflated.keepsWhole(payload.length())))
        : new MemberData.Mapped(payload.position(), payload.length());
  }

  private DeflatedMember deflated(int id, String name, Payload payload) throws ArchiveException {
    if (payload.method() != DEFLATED) {
      throw new ArchiveException(
          name
              + " cannot be read: "
              + Methods.describe(payload.method())
              + " is not supported yet");
    }
    return new DeflatedMember(
        new DeflatedMember.Key(payloads.identity(), id),
        name,
        payload.position(),
        payload.length(),
        members.size(id),
        members.crc(id),
        payload.checked());
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
