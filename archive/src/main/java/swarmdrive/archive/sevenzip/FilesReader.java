package swarmdrive.archive.sevenzip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.tree.TreeBuilder;

/** Reads the members of a header, once it is unpacked. Used once. */
final class FilesReader {
  private static final int END = 0;
  private static final int PROPERTIES = 2;
  private static final int MORE_STREAMS = 3;
  private static final int STREAMS = 4;
  private static final int FILES = 5;
  private static final int EMPTY_STREAM = 14;
  private static final int EMPTY_FILE = 15;
  private static final int ANTI = 16;
  private static final int NAMES = 17;
  private static final int MODIFIED = 20;

  private final ArchiveConfig config;
  private final SevenZipMembers members;
  private final TreeBuilder tree;
  private String[] names = {};
  private long[] modified = {};
  private BitSet empty = new BitSet();
  private BitSet emptyFile = new BitSet();
  private BitSet anti = new BitSet();

  FilesReader(ArchiveConfig config) {
    this.config = config;
    members = new SevenZipMembers(config.maxEntries());
    tree = new TreeBuilder(config.maxEntries());
  }

  SevenZipListing empty(long archiveSize) throws ArchiveException {
    return listing(archiveSize, StreamsInfo.none());
  }

  SevenZipListing read(HeaderBytes in, long archiveSize) throws ArchiveException {
    StreamsInfo streams = StreamsInfo.none();
    for (int kind = in.next(); kind != END; kind = in.next()) {
      switch (kind) {
        case PROPERTIES -> skipProperties(in);
        case MORE_STREAMS -> StreamsInfo.read(in, archiveSize, config.maxEntries());
        case STREAMS -> streams = StreamsInfo.read(in, archiveSize, config.maxEntries());
        case FILES -> readFiles(in);
        default -> throw HeaderBytes.damaged("part " + kind);
      }
    }
    addMembers(streams);
    return listing(archiveSize, streams);
  }

  private static void skipProperties(HeaderBytes in) throws ArchiveException {
    while (in.next() != END) {
      in.skip(in.size());
    }
  }

  private void readFiles(HeaderBytes in) throws ArchiveException {
    int count = in.count(Math.min(config.maxEntries(), in.remaining()));
    names = new String[count];
    Arrays.fill(names, "");
    modified = new long[count];
    for (int kind = in.next(); kind != END; kind = in.next()) {
      HeaderBytes property = in.slice(in.size());
      switch (kind) {
        case EMPTY_STREAM -> empty = property.bits(count);
        case EMPTY_FILE -> emptyFile = property.bits(empty.cardinality());
        case ANTI -> anti = property.bits(empty.cardinality());
        case NAMES -> readNames(property);
        case MODIFIED -> readTimes(property);
        default -> {} // what nobody needs
      }
    }
  }

  private void readNames(HeaderBytes in) throws ArchiveException {
    requireHere(in);
    byte[] text = in.bytes(in.remaining());
    int at = 0;
    for (int i = 0; i < names.length; i++) {
      int end = at;
      while (end + 1 < text.length && (text[end] != 0 || text[end + 1] != 0)) {
        end += 2;
      }
      if (end + 1 >= text.length) {
        throw HeaderBytes.damaged("names end early");
      }
      names[i] = new String(text, at, end - at, StandardCharsets.UTF_16LE);
      at = end + 2;
    }
  }

  private void readTimes(HeaderBytes in) throws ArchiveException {
    BitSet told = in.optionalBits(modified.length);
    requireHere(in);
    for (int i = told.nextSetBit(0); i >= 0; i = told.nextSetBit(i + 1)) {
      modified[i] = in.int64();
    }
  }

  private static void requireHere(HeaderBytes in) throws ArchiveException {
    if (in.next() != 0) {
      throw HeaderBytes.damaged("something told elsewhere");
    }
  }

  private void addMembers(StreamsInfo streams) throws ArchiveException {
    int piece = 0;
    int emptyOne = 0;
    for (int i = 0; i < names.length; i++) {
      if (!empty.get(i)) {
        if (piece == streams.pieces().size()) {
          throw HeaderBytes.damaged("more members than there are bytes for");
        }
        StreamsInfo.Piece bytes = streams.pieces().get(piece++);
        tree.add(
            path(i),
            false,
            members.add(bytes.folder(), bytes.position(), bytes.size(), modified[i]));
      } else if (!anti.get(emptyOne)) {
        boolean folder = !emptyFile.get(emptyOne++);
        tree.add(path(i), folder, members.add(SevenZipMembers.NOWHERE, 0, 0, modified[i]));
      } else {
        emptyOne++; // it says that something is to be removed
      }
    }
  }

  /** Some write the backslashes of Windows. */
  private String path(int id) {
    return names[id].replace('\\', '/');
  }

  private SevenZipListing listing(long archiveSize, StreamsInfo streams) throws ArchiveException {
    members.trim();
    Optional<String> flaw =
        tree.hidden() == 0
            ? Optional.empty()
            : Optional.of("names of " + tree.hidden() + " members cannot be shown");
    return new SevenZipListing(
        archiveSize, List.copyOf(streams.folders()), members, tree.build(members), flaw);
  }
}
