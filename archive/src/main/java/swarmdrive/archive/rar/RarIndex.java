package swarmdrive.archive.rar;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.parts.Parts;
import swarmdrive.archive.parts.PartsSource;
import swarmdrive.archive.tree.MemberTree;

/** The members of one archive. */
final class RarIndex implements ArchiveIndex {
  private final long archiveSize;
  private final MemberTree tree;
  private final RarMembers members;
  private final Optional<String> flaw;

  RarIndex(long archiveSize, MemberTree tree, RarMembers members, Optional<String> flaw) {
    this.archiveSize = archiveSize;
    this.tree = tree;
    this.members = members;
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
    if (entry.folder()) {
      throw new IllegalArgumentException("a folder has no data: " + entry.path());
    }
    if (archive.size() != archiveSize) {
      throw new IllegalArgumentException(
          "indexed were " + archiveSize + " bytes, these are " + archive.size());
    }
    int id = Objects.checkIndex(entry.id(), members.count());
    return switch (members.lies(id)) {
      case RarMembers.ONE_RUN -> new MemberData.Mapped(members.position(id), members.size(id));
      case RarMembers.INCOMPLETE ->
          throw unreadable(entry, "its bytes are not all there, is a volume missing?");
      case RarMembers.PACKED -> throw unreadable(entry, "RAR's compression is not supported");
      case RarMembers.ENCRYPTED -> throw unreadable(entry, "it is encrypted");
      default -> new MemberData.Decoded(new PartsSource(parts(id), archive));
    };
  }

  private static ArchiveException unreadable(ArchiveEntry entry, String why) {
    return new ArchiveException(entry.name() + " cannot be read: " + why);
  }

  private Parts parts(int id) {
    return Objects.requireNonNull(members.parts(id));
  }
}
