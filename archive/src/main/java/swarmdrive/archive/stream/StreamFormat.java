package swarmdrive.archive.stream;

import com.google.common.base.Ascii;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.index.IndexStore;
import swarmdrive.archive.tar.TarIndex;
import swarmdrive.archive.tar.Tars;

/** A compressed tar, or one compressed file. */
final class StreamFormat implements ArchiveFormat {
  private static final StreamForm FORM = new StreamForm();

  private final StreamCodec codec;
  private final Tars tars;
  private final IndexStore store;

  StreamFormat(StreamCodec codec, Tars tars, IndexStore store) {
    this.codec = codec;
    this.tars = tars;
    this.store = store;
  }

  @Override
  public String name() {
    return codec.name();
  }

  @Override
  public boolean matches(String fileName) {
    return ending(fileName).isPresent();
  }

  private Optional<Map.Entry<String, String>> ending(String fileName) {
    String lower = Ascii.toLowerCase(fileName);
    return codec.endings().entrySet().stream()
        .filter(each -> lower.length() > each.getKey().length() + 1)
        .filter(each -> lower.endsWith("." + each.getKey()))
        .findFirst();
  }

  @Override
  public boolean recognizes(ByteBuffer head) {
    return codec.recognizes(head);
  }

  @Override
  public ArchiveIndex index(ArchiveFile archive) throws IOException {
    StreamListing listing = store.load(archive.key(), FORM).orElse(null);
    if (listing == null || listing.length() != archive.bytes().size()) {
      listing = read(archive);
      store.save(archive.key(), FORM, listing);
    }
    return listing.tar().isPresent()
        ? new TarStreamIndex(codec, archive, listing, listing.tar().get())
        : new FileStreamIndex(codec, archive, inner(archive.name()), listing.size());
  }

  private StreamListing read(ArchiveFile archive) throws IOException {
    long length = archive.bytes().size();
    CompressedFile file =
        new CompressedFile(archive.key(), archive.name(), length, CompressedFile.UNKNOWN);
    try (DecodedSource decoded = codec.open(file, archive.bytes())) {
      if (Tars.begins(head(decoded))) {
        TarIndex tar = tars.walk(decoded);
        return new StreamListing(length, decoded.size(), Optional.of(tar));
      }
      return new StreamListing(length, end(decoded), Optional.empty());
    }
  }

  private static ByteBuffer head(DecodedSource decoded) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(Tars.HEAD);
    int count = 0;
    while (count >= 0 && head.hasRemaining()) {
      count = decoded.read(head.position(), head);
    }
    return head.flip();
  }

  private static long end(DecodedSource decoded) throws IOException {
    if (decoded.size() == CompressedFile.UNKNOWN) {
      decoded.read(CompressedFile.UNKNOWN - 1, ByteBuffer.allocate(1));
    }
    return decoded.size();
  }

  /** What the one file is called inside. */
  private String inner(String fileName) {
    return ending(fileName)
        .map(
            each ->
                fileName.substring(0, fileName.length() - each.getKey().length() - 1)
                    + each.getValue())
        .orElse(fileName + ".out");
  }
}
