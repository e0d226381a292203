package swarmdrive.app.tree;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/**
 * A folder of an archive's members. Making one reads nothing; looking into it reads the archive's
 * directory, once for all. The index gives safe, unique names, so that a child is found without
 * listing the folder, which may be very large.
 *
 * @param path of the folder in the archive
 */
record ArchiveFolder(String name, Archive archive, List<String> path, ArchiveFolders folders)
    implements DavFolder {
  private static final String PROBLEM = "damaged archive.txt";

  @Override
  public Instant modified() {
    return archive.modified();
  }

  @Override
  public Optional<DavNode> child(String wanted) throws IOException {
    if (DesktopNames.isProbe(wanted) && !folders.listings().isKnown(archive)) {
      return Optional.empty();
    }
    ArchiveListing listing = folders.listings().of(archive);
    Optional<DavNode> member =
        listing instanceof ArchiveListing.Indexed indexed
            ? find(indexed.index(), wanted)
            : Optional.empty();
    return member.isPresent() || !wanted.equals(PROBLEM)
        ? member
        : problem(listing).map(this::note);
  }

  @Override
  public List<DavNode> children() throws IOException {
    ArchiveListing listing = folders.listings().of(archive);
    List<DavNode> nodes =
        listing instanceof ArchiveListing.Indexed indexed
            ? list(indexed.index())
            : new ArrayList<>();
    if (nodes.stream().noneMatch(node -> node.name().equals(PROBLEM))) {
      problem(listing).map(this::note).ifPresent(nodes::add);
    }
    return nodes;
  }

  @Override
  public String notice() throws IOException {
    return problem(folders.listings().of(archive)).orElse("");
  }

  /** What is wrong with the archive; said in its first folder only. */
  private Optional<String> problem(ArchiveListing listing) {
    if (!path.isEmpty()) {
      return Optional.empty();
    }
    return switch (listing) {
      case ArchiveListing.Indexed indexed ->
          indexed.index().flaw().map(flaw -> "Not all of this archive can be shown: " + flaw);
      case ArchiveListing.Damaged damaged ->
          Optional.of("This archive cannot be shown as a folder: " + damaged.problem());
    };
  }

  /** The same folder over another version of its archive's file. */
  ArchiveFolder over(TreeFile file) {
    Archive other =
        new Archive(file.origin(), file.modified(), archive.fileName(), archive.depth());
    return new ArchiveFolder(name, other, path, folders);
  }

  private DavNode note(String problem) {
    String text = problem + "\nThe file itself stands beside this folder and can be read.\n";
    return new TreeFile(PROBLEM, modified(), new TextOrigin(text));
  }

  private List<DavNode> list(ArchiveIndex index) throws IOException {
    List<ArchiveEntry> entries =
        index.list(path).orElseThrow(() -> new NoSuchFileException(String.join("/", path)));
    List<DavNode> nodes = new ArrayList<>(entries.size());
    for (ArchiveEntry entry : entries) {
      DavNode node = node(index, entry);
      nodes.add(node);
      if (node instanceof TreeFile file) {
        folders
            .archive(file, archive.depth())
            .ifPresent(inner -> nodes.add(beside(index, inner, file)));
      }
    }
    nodes.sort(ListingOrder.BY_NAME);
    return nodes;
  }

  private Optional<DavNode> find(ArchiveIndex index, String wanted) {
    Optional<ArchiveEntry> entry = index.find(at(wanted));
    return entry.isPresent() ? entry.map(found -> node(index, found)) : innerFolder(index, wanted);
  }

  private Optional<DavNode> innerFolder(ArchiveIndex index, String wanted) {
    int suffix = wanted.lastIndexOf(folders.suffix());
    if (suffix <= 0) {
      return Optional.empty();
    }
    return index
        .find(at(wanted.substring(0, suffix)))
        .filter(entry -> !entry.folder())
        .map(entry -> file(index, entry))
        .flatMap(file -> folders.archive(file, archive.depth()).map(a -> beside(index, a, file)))
        .filter(folder -> folder.name().equals(wanted));
  }

  private DavNode node(ArchiveIndex index, ArchiveEntry entry) {
    return entry.folder()
        ? new ArchiveFolder(entry.name(), archive, entry.path(), folders)
        : file(index, entry);
  }

  private TreeFile file(ArchiveIndex index, ArchiveEntry entry) {
    return new TreeFile(
        entry.name(),
        entry.modified().orElse(modified()),
        new MemberOrigin(archive.origin(), index, entry));
  }

  /** The folder of a nested archive, under a name that no member has. */
  private DavNode beside(ArchiveIndex index, Archive inner, TreeFile file) {
    String wanted = folders.folderName(file.name());
    String name = wanted;
    for (int number = 2; index.find(at(name)).isPresent(); number++) {
      name = Names.numbered(wanted, number);
    }
    return folders.folder(name, inner);
  }

  private List<String> at(String child) {
    List<String> full = new ArrayList<>(path);
    full.add(child);
    return full;
  }
}
