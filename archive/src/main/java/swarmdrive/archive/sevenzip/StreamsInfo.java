package swarmdrive.archive.sevenzip;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import swarmdrive.archive.ArchiveException;

/**
 * What a header tells of packed streams, folders, and the pieces of these that are members. Used by
 * one thread.
 */
final class StreamsInfo {
  /** A piece of a folder: a member's bytes. */
  record Piece(int folder, long position, long size, int crc, boolean checked) {}

  private static final int END = 0;
  private static final int PACK = 6;
  private static final int UNPACK = 7;
  private static final int SUBSTREAMS = 8;
  private static final int SIZE = 9;
  private static final int CRC = 10;
  private static final int FOLDER = 11;
  private static final int UNPACK_SIZE = 12;
  private static final int COUNT = 13;

  private final HeaderBytes in;
  private final long archiveSize;
  private final int most;
  private long packPosition;
  private long[] packSizes = {};
  private List<Folder> folders = List.of();
  private BitSet checked = new BitSet();
  private int[] crcs = {};
  private List<Piece> pieces = List.of();

  private StreamsInfo(HeaderBytes in, long archiveSize, int most) {
    this.in = in;
    this.archiveSize = archiveSize;
    this.most = most;
  }

  static StreamsInfo none() {
    return new StreamsInfo(new HeaderBytes(ByteBuffer.allocate(0)), 0, 0);
  }

  /**
   * @param most pieces and folders
   */
  static StreamsInfo read(HeaderBytes in, long archiveSize, int most) throws ArchiveException {
    StreamsInfo info = new StreamsInfo(in, archiveSize, most);
    info.read();
    return info;
  }

  List<Folder> folders() {
    return folders;
  }

  List<Piece> pieces() {
    return pieces;
  }

  private void read() throws ArchiveException {
    boolean divided = false;
    for (int kind = in.next(); kind != END; kind = in.next()) {
      switch (kind) {
        case PACK -> readPacked();
        case UNPACK -> readFolders();
        case SUBSTREAMS -> {
          readPieces();
          divided = true;
        }
        default -> throw HeaderBytes.damaged("part " + kind + " among the streams");
      }
    }
    if (!divided) {
      wholeFolders();
    }
  }

  private void readPacked() throws ArchiveException {
    packPosition = in.size() + SignatureHeader.BYTES;
    int count = in.count(Math.min(most, in.remaining()));
    for (int kind = in.next(); kind != END; kind = in.next()) {
      switch (kind) {
        case SIZE -> {
          packSizes = new long[count];
          for (int i = 0; i < count; i++) {
            packSizes[i] = in.size();
          }
        }
        case CRC -> skipDigests(count);
        default -> throw HeaderBytes.damaged("part " + kind + " among the packed");
      }
    }
  }

  private void skipDigests(int count) throws ArchiveException {
    in.skip(4L * in.optionalBits(count).cardinality());
  }

  private void readFolders() throws ArchiveException {
    require(FOLDER);
    int count = in.count(Math.min(most, in.remaining()));
    if (in.next() != 0) {
      throw HeaderBytes.damaged("folders told elsewhere");
    }
    List<FolderShape> shapes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      shapes.add(FolderShape.read(in));
    }
    require(UNPACK_SIZE);
    layOut(shapes);
    for (int kind = in.next(); kind != END; kind = in.next()) {
      if (kind != CRC) {
        throw HeaderBytes.damaged("part " + kind + " among the folders");
      }
      checked = in.optionalBits(count);
      crcs = readCrcs(checked, count);
    }
  }

  private void layOut(List<FolderShape> shapes) throws ArchiveException {
    folders = new ArrayList<>(shapes.size());
    int stream = 0;
    long position = packPosition;
    for (FolderShape shape : shapes) {
      long[] sizes = new long[shape.outputs()];
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = in.size();
      }
      if (stream + shape.packedStreams() > packSizes.length) {
        throw HeaderBytes.damaged("a folder without packed bytes");
      }
      long packed = packSizes[stream];
      if (position < 0 || packed > archiveSize - position) {
        throw HeaderBytes.damaged("a folder lies outside of the archive");
      }
      folders.add(shape.folder(position, packed, sizes));
      for (int i = 0; i < shape.packedStreams(); i++) {
        position += packSizes[stream++];
      }
    }
  }

  private int[] readCrcs(BitSet told, int count) throws ArchiveException {
    int[] read = new int[count];
    for (int i = told.nextSetBit(0); i >= 0; i = told.nextSetBit(i + 1)) {
      read[i] = in.int32();
    }
    return read;
  }

  private void wholeFolders() {
    pieces = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      pieces.add(whole(i));
    }
  }

  private Piece whole(int folder) {
    boolean told = checked.get(folder);
    return new Piece(folder, 0, folders.get(folder).size(), told ? crcs[folder] : 0, told);
  }

  private void readPieces() throws ArchiveException {
    int[] counts = new int[folders.size()];
    Arrays.fill(counts, 1);
    int kind = in.next();
    long all = counts.length;
    if (kind == COUNT) {
      all = 0;
      for (int i = 0; i < counts.length; i++) {
        counts[i] = in.count(most);
        all += counts[i];
      }
      kind = in.next();
    }
    if (all > most) {
      throw new ArchiveException("archive has more than " + most + " members");
    }
    List<Piece> sized = sized(counts, kind == SIZE);
    if (kind == SIZE) {
      kind = in.next();
    }
    pieces = sized;
    for (; kind != END; kind = in.next()) {
      if (kind != CRC) {
        throw HeaderBytes.damaged("part " + kind + " among the members' sizes");
      }
      pieces = checked(sized);
    }
  }

  private List<Piece> sized(int[] counts, boolean told) throws ArchiveException {
    List<Piece> sized = new ArrayList<>();
    for (int folder = 0; folder < counts.length; folder++) {
      long left = folders.get(folder).size();
      long position = 0;
      for (int i = 1; i <= counts[folder]; i++) {
        long size = i == counts[folder] ? left : told ? in.size() : 0;
        if (size > left) {
          throw HeaderBytes.damaged("members are larger than their folder");
        }
        sized.add(
            counts[folder] == 1 ? whole(folder) : new Piece(folder, position, size, 0, false));
        position += size;
        left -= size;
      }
    }
    return sized;
  }

  /** Told for all but those that are a folder of their own and have the folder's. */
  private List<Piece> checked(List<Piece> sized) throws ArchiveException {
    int unknown = (int) sized.stream().filter(piece -> !piece.checked()).count();
    BitSet told = in.optionalBits(unknown);
    int[] read = readCrcs(told, unknown);
    List<Piece> all = new ArrayList<>(sized.size());
    int next = 0;
    for (Piece piece : sized) {
      if (piece.checked()) {
        all.add(piece);
      } else {
        boolean known = told.get(next);
        all.add(new Piece(piece.folder, piece.position, piece.size, read[next++], known));
      }
    }
    return all;
  }

  private void require(int kind) throws ArchiveException {
    int found = in.next();
    if (found != kind) {
      throw HeaderBytes.damaged("part " + found + " where " + kind + " belongs");
    }
  }
}
