package swarmdrive.archive.stream;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.tree.MemberFacts;
import swarmdrive.archive.tree.MemberTree;
import swarmdrive.archive.tree.TreeBuilder;

/** The one file in a stream. */
final class FileStreamIndex implements ArchiveIndex {
  private record OneFile(long bytes) implements MemberFacts {
    @Override
    public long size(int id) {
      return bytes;
    }

    @Override
    public Optional<Instant> modified(int id) {
      return Optional.empty();
    }
  }

  private final StreamCodec codec;
  private final CompressedFile file;
  private final MemberTree tree;

  FileStreamIndex(StreamCodec codec, ArchiveFile archive, String inner, long size)
      throws ArchiveException {
    this.codec = codec;
    file = new CompressedFile(archive.key(), archive.name(), archive.bytes().size(), size);
    TreeBuilder builder = new TreeBuilder(1);
    builder.add(inner, false, 0);
    tree = builder.build(new OneFile(size));
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
  public MemberData data(ArchiveEntry entry, ByteSource archive) throws IOException {
    if (entry.folder()) {
      throw new IllegalArgumentException("a folder has no data: " + entry.path());
    }
    return new MemberData.Decoded(codec.open(file, archive));
  }
}
