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

  private final Object identity = new Object(); // under which caches know this archive
  private final long archiveSize;
  private final MemberTree tree;
  private final ZipMembers members;
  private final Layout layout;
  private final DeflatedMembers deflated;
  private final Optional<String> flaw;

  ZipIndex(
      long archiveSize,
      MemberTree tree,
      ZipMembers members,
      Layout layout,
      DeflatedMembers deflated,
      Optional<String> flaw) {
    this.archiveSize = archiveSize;
    this.tree = tree;
    this.members = members;
    this.layout = layout;
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
    String name = entry.name();
    requireReadable(id, name);
    long position = position(id, name, archive);
    if (members.method(id) == STORED) {
      return new MemberData.Mapped(position, members.size(id));
    }
    DeflatedMember member =
        new DeflatedMember(
            new DeflatedMember.Key(identity, id),
            name,
            position,
            members.compressed(id),
            members.size(id),
            members.crc(id));
    return new MemberData.Decoded(deflated.open(member, archive));
  }

  private int file(ArchiveEntry entry) {
    if (entry.folder()) {
      throw new IllegalArgumentException("a folder has no data: " + entry.path());
    }
    return Objects.checkIndex(entry.id(), members.count());
  }

  private void requireReadable(int id, String name) throws ArchiveException {
    refuse(members.is(id, MemberFlags.ENCRYPTED), name, "it is encrypted");
    refuse(members.is(id, MemberFlags.PATCH), name, "it is a patch");
    refuse(members.is(id, MemberFlags.ELSEWHERE), name, "it lies in another part of the archive");
    refuse(members.is(id, MemberFlags.OUTSIDE), name, "it lies outside of the archive");
    refuse(members.is(id, MemberFlags.OVERLAPS), name, "its bytes are another member's too");
    int method = members.method(id);
    if (method != STORED && method != DEFLATED) {
      throw new ArchiveException(
          name + " cannot be read: " + Methods.describe(method) + " is not supported yet");
    }
    refuse(
        method == STORED && members.compressed(id) != members.size(id),
        name,
        "it is stored as it is, but in another length");
  }

  /** Of the member's first byte. */
  private long position(int id, String name, ByteSource archive) throws IOException {
    long start = members.header(id);
    LocalHeader header = LocalHeader.read(archive, start, members.nameLength(id));
    header.requireAgreement(members, id, name);
    long position = start + header.length();
    refuse(
        members.compressed(id) > layout.end(start) - position, name, "it runs into what follows");
    return position;
  }

  private static void refuse(boolean wrong, String name, String why) throws ArchiveException {
    if (wrong) {
      throw new ArchiveException(name + " cannot be read: " + why);
    }
  }
}
