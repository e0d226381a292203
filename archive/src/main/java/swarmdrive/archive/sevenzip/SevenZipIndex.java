package swarmdrive.archive.sevenzip;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.codec.MemberSource;
import swarmdrive.archive.codec.SourceStream;
import swarmdrive.archive.spool.Spool;
import swarmdrive.archive.spool.SpooledStream;

/** The members of one 7z. */
final class SevenZipIndex implements ArchiveIndex {
  private final SevenZipListing listing;
  private final String key;
  private final Spool spool;

  /**
   * @param key of the archive
   */
  SevenZipIndex(SevenZipListing listing, String key, Spool spool) {
    this.listing = listing;
    this.key = key;
    this.spool = spool;
  }

  @Override
  public Optional<List<ArchiveEntry>> list(List<String> folder) {
    return listing.tree().list(folder);
  }

  @Override
  public Optional<ArchiveEntry> find(List<String> path) {
    return listing.tree().find(path);
  }

  @Override
  public Optional<String> flaw() {
    return listing.flaw();
  }

  @Override
  public MemberData data(ArchiveEntry entry, ByteSource archive) throws IOException {
    if (entry.folder()) {
      throw new IllegalArgumentException("a folder has no data: " + entry.path());
    }
    if (archive.size() != listing.archiveSize()) {
      throw new IllegalArgumentException(
          "indexed were " + listing.archiveSize() + " bytes, these are " + archive.size());
    }
    int id = Objects.checkIndex(entry.id(), listing.members().count());
    int number = listing.members().folder(id);
    if (number == SevenZipMembers.NOWHERE) {
      return new MemberData.Mapped(0, 0);
    }
    return data(entry.name(), id, listing.folders().get(number), archive);
  }

  private MemberData data(String name, int id, Folder folder, ByteSource archive)
      throws IOException {
    long position = listing.members().position(id);
    long size = listing.members().size(id);
    if (folder.refusal().isPresent()) {
      throw new ArchiveException(name + " cannot be read: " + folder.refusal().get());
    }
    if (folder.isCopied()) {
      if (size > folder.packed() - position) {
        throw new ArchiveException(name + " cannot be read: its bytes are not all there");
      }
      return new MemberData.Mapped(folder.position() + position, size);
    }
    SpooledStream stream =
        new SpooledStream(
            key + "/" + listing.members().folder(id),
            name,
            folder.size(),
            folder.packed(),
            archive.size(),
            bytes ->
                Coders.open(folder, new SourceStream(bytes, folder.position(), folder.packed())));
    return new MemberData.Decoded(new MemberSource(spool.open(stream, archive), position, size));
  }
}
