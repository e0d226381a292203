package swarmdrive.engine.piece;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import swarmdrive.engine.InfoHash;

/**
 * The file that says which pieces lie verified in which segment files. A header, then one entry of
 * 16 bytes for each piece: its number, the file's generation, and a CRC-32C over the entry and the
 * checksum before it. So a torn tail is seen, and the remains of one that was cut off can not count
 * again. An entry is written only when the piece's bytes are on the disk.
 *
 * <p>Used by one thread at a time: first by the one that loads the store, then by the recorder.
 */
final class PieceRecord {
  static final String NAME = "record";
  static final int VERSION = 1;
  static final int HEADER_LENGTH = 52;
  static final int ENTRY_LENGTH = 16;
  private static final byte[] MAGIC = {'S', 'D', 'P', 'I', 'E', 'C', 'E', 'S'};
  private static final String ASIDE = "record.aside";
  private static final String TEMPORARY = "record.new";

  /** One piece in a file of that generation. */
  record Entry(int piece, long generation) {}

  /** Takes entries as they are read. */
  interface Reader {
    void accept(int piece, long generation);
  }

  private final Storage storage;
  private final Path folder;
  private final byte[] header;
  private long end; // where the next entry goes; 0: there is no file yet
  private int checksum;

  PieceRecord(Storage storage, Path folder, InfoHash infoHash, SegmentLayout layout) {
    this.storage = storage;
    this.folder = folder;
    this.header = header(infoHash, layout);
  }

  private static byte[] header(InfoHash infoHash, SegmentLayout layout) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH);
    header.put(MAGIC).putInt(VERSION).put(infoHash.toBytes());
    header.putLong(layout.geometry().totalLength()).putInt(layout.geometry().pieceLength());
    header.putInt(layout.target());
    return header.putInt(crc(0, header.array(), 0, HEADER_LENGTH - 4)).array();
  }

  /** The layout that a folder's record was written for; empty if there is none to trust. */
  static Optional<SegmentLayout> layout(Storage storage, Path folder, InfoHash infoHash)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH);
    try (FileChannel channel = storage.open(folder.resolve(NAME))) {
      readFully(channel, 0, header);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    if (header.hasRemaining()) {
      return Optional.empty();
    }
    long totalLength = header.getLong(32);
    int pieceLength = header.getInt(40);
    if (totalLength < 1 || pieceLength < 1 || totalLength / pieceLength > Integer.MAX_VALUE - 1L) {
      return Optional.empty();
    }
    PieceGeometry geometry = new PieceGeometry(totalLength, pieceLength);
    return Optional.of(new SegmentLayout(geometry, header.getInt(44)))
        .filter(layout -> Arrays.equals(header(infoHash, layout), header.array()));
  }

  /** Bytes of the file. */
  long length() {
    return end;
  }

  long entries() {
    return end == 0 ? 0 : (end - HEADER_LENGTH) / ENTRY_LENGTH;
  }

  /** Reads the entries up to the first one that is damaged; a file of another kind is put aside. */
  void load(Reader reader) throws IOException {
    Path file = folder.resolve(NAME);
    boolean ours;
    try (FileChannel channel = storage.open(file)) {
      ours = loadHeader(channel);
      if (ours) {
        loadEntries(channel, reader);
      }
    } catch (NoSuchFileException none) {
      return;
    }
    if (!ours) {
      storage.rename(file, folder.resolve(ASIDE));
    }
  }

  private boolean loadHeader(FileChannel channel) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(HEADER_LENGTH);
    readFully(channel, 0, read);
    return Arrays.equals(read.array(), header);
  }

  private void loadEntries(FileChannel channel, Reader reader) throws IOException {
    end = HEADER_LENGTH;
    checksum = headerChecksum();
    ByteBuffer entries = ByteBuffer.allocate(4096 * ENTRY_LENGTH);
    do {
      readFully(channel, end, entries.clear());
      entries.flip();
    } while (takeEntries(entries, reader) && entries.limit() == entries.capacity());
  }

  /** False at a damaged entry. */
  private boolean takeEntries(ByteBuffer entries, Reader reader) {
    while (entries.remaining() >= ENTRY_LENGTH) {
      int next = crc(checksum, entries.array(), entries.position(), ENTRY_LENGTH - 4);
      int piece = entries.getInt();
      long generation = entries.getLong();
      if (entries.getInt() != next) {
        return false;
      }
      checksum = next;
      end += ENTRY_LENGTH;
      reader.accept(piece, generation);
    }
    return true;
  }

  /**
   * Adds entries and brings them to the disk. After a failure the file counts as it was before.
   *
   * @param entries about pieces whose bytes are on the disk
   * @param all entries that count, without these; used if the file is not what it was
   */
  void append(List<Entry> entries, Supplier<List<Entry>> all) throws IOException {
    if (end == 0 || !extend(encode(entries, checksum))) {
      List<Entry> everything = new ArrayList<>(all.get());
      everything.addAll(entries);
      rewrite(everything);
    }
  }

  /** False if the file is gone or was cut by somebody. */
  private boolean extend(Encoded encoded) throws IOException {
    try (FileChannel channel = storage.open(folder.resolve(NAME))) {
      if (channel.size() < end) {
        return false;
      }
      channel.truncate(end); // the remains of a torn append
      writeFully(channel, end, encoded.bytes());
      channel.force(false);
    } catch (NoSuchFileException gone) {
      return false;
    }
    end += encoded.bytes().limit();
    checksum = encoded.checksum();
    return true;
  }

  /** Makes the file anew with these entries only. */
  void rewrite(List<Entry> entries) throws IOException {
    Encoded encoded = encode(entries, headerChecksum());
    Path temporary = folder.resolve(TEMPORARY);
    try (FileChannel channel = storage.create(temporary)) {
      channel.truncate(0);
      writeFully(channel, 0, ByteBuffer.wrap(header));
      writeFully(channel, HEADER_LENGTH, encoded.bytes());
      channel.force(false);
    }
    end = 0; // until it is sure which of the two files is there
    storage.rename(temporary, folder.resolve(NAME));
    storage.forceFolder(folder);
    end = HEADER_LENGTH + encoded.bytes().limit();
    checksum = encoded.checksum();
  }

  private record Encoded(ByteBuffer bytes, int checksum) {}

  private static Encoded encode(List<Entry> entries, int checksum) {
    ByteBuffer bytes = ByteBuffer.allocate(entries.size() * ENTRY_LENGTH);
    int chain = checksum;
    for (Entry entry : entries) {
      int start = bytes.position();
      bytes.putInt(entry.piece()).putLong(entry.generation());
      chain = crc(chain, bytes.array(), start, ENTRY_LENGTH - 4);
      bytes.putInt(chain);
    }
    return new Encoded(bytes.flip(), chain);
  }

  private int headerChecksum() {
    return ByteBuffer.wrap(header).getInt(HEADER_LENGTH - 4);
  }

  private static int crc(int before, byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(4).putInt(before).flip());
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  /** Reads until the target is full or the file ends. */
  private static void readFully(FileChannel channel, long from, ByteBuffer target)
      throws IOException {
    long position = from;
    while (target.hasRemaining()) {
      int read = channel.read(target, position);
      if (read < 0) {
        return;
      }
      position += read;
    }
  }

  private static void writeFully(FileChannel channel, long from, ByteBuffer source)
      throws IOException {
    long position = from;
    while (source.hasRemaining()) {
      position += channel.write(source, position);
    }
  }
}
