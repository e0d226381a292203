package swarmdrive.archive.zip;

import java.io.IOException;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.deflate.DeflatedMembers;
import swarmdrive.archive.tree.TreeBuilder;

/** Makes an index of a directory. Used once. */
final class DirectoryReader {
  private final DirectoryBytes directory;
  private final ZipMembers members;
  private final TreeBuilder tree;

  DirectoryReader(DirectoryBytes directory, ArchiveConfig config) {
    this.directory = directory;
    members = new ZipMembers(config.maxEntries());
    tree = new TreeBuilder(config.maxEntries());
  }

  ZipIndex read(long archiveSize, DeflatedMembers deflated) throws IOException {
    while (directory.atMember()) {
      add(new DirectoryRecord(directory.record()));
    }
    if (!directory.promised(members.count())) {
      throw new ArchiveException("zip directory is damaged after " + members.count() + " members");
    }
    members.trim();
    Layout layout = Layout.of(members, directory.start());
    return new ZipIndex(archiveSize, tree.build(members), members, layout, deflated);
  }

  private void add(DirectoryRecord record) throws ArchiveException {
    int marks = record.disk() == directory.disk() ? 0 : MemberFlags.ELSEWHERE;
    int id = members.add(record, record.header() + directory.shift(), marks);
    String name = record.name();
    tree.add(name, name.endsWith("/") || name.endsWith("\\"), id);
  }
}
