package swarmdrive.app.tree;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import swarmdrive.archive.Archives;
import swarmdrive.webdav.DavFolder;

/** Knows which files get a folder of members beside them. Reads nothing. */
@Singleton
final class ArchiveFolders {
  private final Archives archives;
  private final ArchiveListings listings;
  private final TreeConfig config;

  @Inject
  ArchiveFolders(Archives archives, ArchiveListings listings, TreeConfig config) {
    this.archives = archives;
    this.listings = listings;
    this.config = config;
  }

  /** The folder of a file's members, for a file that lies in {@code depth} archives. */
  Optional<Archive> archive(TreeFile file, int depth) {
    if (depth >= config.archiveDepth()) {
      return Optional.empty();
    }
    return archives.mayBe(file.name())
        ? Optional.of(new Archive(file.origin(), file.modified(), file.name(), depth + 1))
        : Optional.empty();
  }

  /** What the folder beside a file is called if nothing else has that name. */
  String folderName(String fileName) {
    return fileName + config.archiveSuffix();
  }

  String suffix() {
    return config.archiveSuffix();
  }

  DavFolder folder(String name, Archive archive) {
    return new ArchiveFolder(name, archive, List.of(), this);
  }

  ArchiveListings listings() {
    return listings;
  }
}
