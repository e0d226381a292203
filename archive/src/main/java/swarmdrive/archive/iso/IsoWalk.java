package swarmdrive.archive.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.tree.MemberLinks;
import swarmdrive.archive.tree.TreeBuilder;

/** Reads an image's folders in the order in which they lie there. Used once, by one thread. */
final class IsoWalk {
  /** Deeper ones are not shown: the tree does not take them. */
  private static final int MAX_DEPTH = 128;

  /** Characters of a folder's path, as Linux has it: each of its members costs that much. */
  private static final int MAX_PATH = 4096;

  /** An image with UDF besides holds the same files; one with it instead only a note of that. */
  private static final int BRIDGE = 100;

  private final ImageBytes bytes;
  private final Volumes volumes;
  private final IsoMembers members;
  private final TreeBuilder tree;
  private final MemberLinks links = new MemberLinks();
  private final IsoFlaws flaws = new IsoFlaws();
  private final Queue<IsoFolder> folders =
      new PriorityQueue<>(Comparator.comparingLong(IsoFolder::position));
  private final Set<Long> known = new HashSet<>(); // positions of folders: none is read twice
  private long fileBytes;

  IsoWalk(ImageBytes bytes, Volumes volumes, ArchiveConfig config) {
    this.bytes = bytes;
    this.volumes = volumes;
    members = new IsoMembers(config.maxEntries());
    tree = new TreeBuilder(config.maxEntries());
  }

  IsoIndex walk() throws IOException {
    Naming naming = Naming.of(bytes, volumes);
    expect(IsoFolder.root(naming.volume()));
    for (IsoFolder folder = folders.poll(); folder != null; folder = folders.poll()) {
      read(folder, naming);
    }
    tree.settle(false);
    links.resolve(tree, members::link);
    members.trim();
    flaws.hidden(tree.hidden() + links.hidden());
    if (volumes.udf() && fileBytes < bytes.imageSize() / BRIDGE) {
      flaws.unread();
    }
    return new IsoIndex(bytes.imageSize(), tree.build(members), members, flaws.text());
  }

  private void expect(IsoFolder folder) {
    if (folder.depth() > MAX_DEPTH || folder.pathLength() > MAX_PATH) {
      flaws.hidden(1);
    } else if (!known.add(folder.position())) {
      flaws.damagedFolder(); // a folder in itself, or in two places
    } else {
      folders.add(folder);
    }
  }

  private void read(IsoFolder folder, Naming naming) throws IOException {
    long length = folder.length() < 0 ? ownLength(folder.position()) : folder.length();
    long there = Math.max(0, Math.min(length, bytes.imageSize() - folder.position()));
    ByteBuffer records = bytes.read(folder.position(), there);
    FolderContent content = new FolderContent(folder, naming, this);
    boolean sound = FolderRecords.forEach(records, content::take);
    if (!sound || there < length || length == 0 || content.isUnfinished()) {
      flaws.damagedFolder();
    }
  }

  /** What a folder says of itself in its first record; 0 if it says nothing. */
  private long ownLength(long position) throws IOException {
    if (!bytes.holds(position, ImageBytes.SECTOR)) {
      return 0;
    }
    ByteBuffer sector = bytes.read(position, ImageBytes.SECTOR);
    return IsoRecord.fits(sector, 0, ImageBytes.SECTOR) ? IsoRecord.at(sector, 0).size() : 0;
  }

  /** Nothing but the count of it is known to who looks at the image. */
  void hide() {
    flaws.hidden(1);
  }

  void addFolder(IsoFolder folder, Described told) throws ArchiveException {
    tree.add(folder.path(), true, members.add(told.modified()));
    expect(folder);
  }

  void addLink(String path, Described told, String target) throws ArchiveException {
    links.addSymbolic(members.add(told.modified()), path, target);
  }

  void addFile(String path, FileParts parts, Described told) throws ArchiveException {
    if (!parts.isWhole()) {
      flaws.incomplete();
    }
    fileBytes += parts.parts().size();
    tree.add(path, false, members.add(parts, told));
  }

  ImageBytes bytes() {
    return bytes;
  }
}
