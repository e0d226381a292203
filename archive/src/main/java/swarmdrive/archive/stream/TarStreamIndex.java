package swarmdrive.archive.stream;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.codec.MemberSource;
import swarmdrive.archive.tar.TarIndex;

/** The members of a compressed tar. */
final class TarStreamIndex implements ArchiveIndex {
  private final StreamCodec codec;
  private final CompressedFile file;
  private final TarIndex tar;

  TarStreamIndex(StreamCodec codec, ArchiveFile archive, StreamListing listing, TarIndex tar) {
    this.codec = codec;
    this.tar = tar;
    file = new CompressedFile(archive.key(), archive.name(), listing.length(), listing.size());
  }

  @Override
  public Optional<List<ArchiveEntry>> list(List<String> folder) {
    return tar.list(folder);
  }

  @Override
  public Optional<ArchiveEntry> find(List<String> path) {
    return tar.find(path);
  }

  @Override
  public Optional<String> flaw() {
    return tar.flaw();
  }

  @Override
  public MemberData data(ArchiveEntry entry, ByteSource archive) throws IOException {
    DecodedSource decoded = codec.open(file, archive);
    try {
      return new MemberData.Decoded(
          switch (tar.data(entry, decoded)) {
            case MemberData.Mapped(long position, long length) ->
                new MemberSource(decoded, position, length);
            case MemberData.Decoded(DecodedSource member) -> new MemberSource(decoded, member);
          });
    } catch (IOException | RuntimeException e) {
      decoded.close();
      throw e;
    }
  }
}
