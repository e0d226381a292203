package swarmdrive.archive.iso;

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

/** The members of one image. */
final class IsoIndex implements ArchiveIndex {
  private final long imageSize;
  private final MemberTree tree;
  private final IsoMembers members;
  private final Optional<String> flaw;

  IsoIndex(long imageSize, MemberTree tree, IsoMembers members, Optional<String> flaw) {
    this.imageSize = imageSize;
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
  public MemberData data(ArchiveEntry entry, ByteSource image) throws IOException {
    if (entry.folder()) {
      throw new IllegalArgumentException("a folder has no data: " + entry.path());
    }
    if (image.size() != imageSize) {
      throw new IllegalArgumentException(
          "indexed were " + imageSize + " bytes, these are " + image.size());
    }
    int id = Objects.checkIndex(entry.id(), members.count());
    requireReadable(id, entry.name());
    Parts parts = members.parts(id);
    return parts == null
        ? new MemberData.Mapped(members.position(id), members.size(id))
        : new MemberData.Decoded(new PartsSource(parts, image));
  }

  private void requireReadable(int id, String name) throws ArchiveException {
    if (members.isCompressed(id)) {
      throw new ArchiveException(name + " cannot be read: zisofs is not supported");
    }
    if (members.isDamaged(id)) {
      throw new ArchiveException(name + " cannot be read: its bytes are not all there");
    }
  }
}
