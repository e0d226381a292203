package swarmdrive.archive.sevenzip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;

/** Reads an archive's header, unpacking it as often as it is packed. Used once. */
final class HeaderReader {
  private static final int HEADER = 1;
  private static final int PACKED_HEADER = 23;
  private static final int MOST_TIMES_PACKED = 4;

  private final ByteSource archive;
  private final ArchiveConfig config;

  HeaderReader(ByteSource archive, ArchiveConfig config) {
    this.archive = archive;
    this.config = config;
  }

  SevenZipListing read() throws IOException {
    SignatureHeader signature = SignatureHeader.read(archive);
    if (signature.length() == 0) {
      return new FilesReader(config).empty(archive.size());
    }
    byte[] bytes = read(signature.position(), signature.length());
    if (SignatureHeader.crc32(bytes) != signature.crc()) {
      throw HeaderBytes.damaged("its checksum is wrong");
    }
    for (int times = 0; times < MOST_TIMES_PACKED; times++) {
      HeaderBytes header = new HeaderBytes(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
      switch (header.next()) {
        case HEADER -> {
          return new FilesReader(config).read(header, archive.size());
        }
        case PACKED_HEADER -> bytes = unpacked(header);
        default -> throw HeaderBytes.damaged("it begins with no known part");
      }
    }
    throw HeaderBytes.damaged("it is packed again and again");
  }

  private byte[] read(long position, long length) throws IOException {
    requireShort(length);
    ByteBuffer bytes = ByteBuffer.allocate((int) length);
    archive.readFully(position, bytes);
    return bytes.array();
  }

  private void requireShort(long length) throws ArchiveException {
    if (length > Math.min(config.maxDirectoryBytes(), Integer.MAX_VALUE - 8)) {
      throw new ArchiveException(
          "7z header of " + length + " bytes, the limit is " + config.maxDirectoryBytes());
    }
  }

  private byte[] unpacked(HeaderBytes packed) throws IOException {
    StreamsInfo streams = StreamsInfo.read(packed, archive.size(), 1);
    if (streams.folders().size() != 1) {
      throw HeaderBytes.damaged("it is packed in no folder");
    }
    Folder folder = streams.folders().getFirst();
    if (folder.refusal().isPresent()) {
      throw new ArchiveException("7z header cannot be read: " + folder.refusal().get());
    }
    requireShort(folder.size());
    byte[] in = read(folder.position(), folder.packed());
    byte[] bytes = unpack(folder, in);
    StreamsInfo.Piece whole = streams.pieces().getFirst();
    if (whole.checked() && SignatureHeader.crc32(bytes) != whole.crc()) {
      throw HeaderBytes.damaged("the checksum of what is unpacked is wrong");
    }
    return bytes;
  }

  private static byte[] unpack(Folder folder, byte[] in) throws ArchiveException {
    try (InputStream decoded = Coders.open(folder, new ByteArrayInputStream(in))) {
      byte[] bytes = decoded.readNBytes((int) folder.size());
      if (bytes.length < folder.size()) {
        throw HeaderBytes.damaged("it ends early");
      }
      return bytes;
    } catch (ArchiveException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw HeaderBytes.damaged(String.valueOf(e.getMessage()));
    }
  }
}
