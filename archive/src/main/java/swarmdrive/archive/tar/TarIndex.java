package swarmdrive.archive.tar;

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

/** The members of one tar. Immutable, safe for any number of threads. */
public final class TarIndex implements ArchiveIndex {
  /** Of a tar that ends before what it is in was read to its end. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final long archiveSize;
  private final MemberTree tree;
  private final TarMembers members;
  private final Optional<String> flaw;

  TarIndex(long archiveSize, MemberTree tree, TarMembers members, Optional<String> flaw) {
    this.archiveSize = archiveSize;
    this.tree = tree;
    this.members = members;
    this.flaw = flaw;
  }

  long archiveSize() {
    return archiveSize;
  }

  MemberTree tree() {
    return tree;
  }

  TarMembers members() {
    return members;
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
    if (archiveSize != UNKNOWN && archive.size() != archiveSize) {
      throw new IllegalArgumentException(
          "indexed were " + archiveSize + " bytes, these are " + archive.size());
    }
    int id = Objects.checkIndex(entry.id(), members.count());
    if (members.isDamaged(id)) {
      throw new ArchiveException(entry.name() + " cannot be read: its bytes are not all there");
    }
    SparseMap sparse = members.sparse(id);
    return sparse == null
        ? new MemberData.Mapped(members.position(id), members.size(id))
        : new MemberData.Decoded(new SparseSource(sparse, members.size(id), archive));
  }
}
