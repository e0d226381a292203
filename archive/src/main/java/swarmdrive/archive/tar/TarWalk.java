package swarmdrive.archive.tar;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.tree.TreeBuilder;

/** Goes through a tar once, from header to header. Used once. */
final class TarWalk {
  /** What one header may tell of another beside it, bytes. */
  private static final int MAX_EXTENSION = 1 << 20;

  private final TarBytes bytes;
  private final ArchiveConfig config;
  private final TarMembers members;
  private final TreeBuilder tree;
  private final TarLinks links = new TarLinks();
  private final Extensions extensions = new Extensions();
  private long headerBytes;
  private long position;
  private @Nullable String damage;

  TarWalk(ByteSource archive, ArchiveConfig config) {
    this.config = config;
    bytes = new TarBytes(archive);
    members = new TarMembers(config.maxEntries());
    tree = new TreeBuilder(config.maxEntries());
  }

  /**
   * Reads all headers.
   *
   * @throws ArchiveException if the first is none, or there are too many
   */
  TarIndex walk() throws IOException {
    TarHeader first = first();
    try {
      for (TarHeader header = first; header != null && !header.isEnd(); ) {
        take(header);
        header = damage == null && position < bytes.size() ? header() : null;
      }
    } catch (EOFException e) {
      if (position != bytes.size()) { // known by now
        damage = String.valueOf(e.getMessage());
      }
    }
    members.damagedBehind(bytes.size());
    members.trim();
    tree.settle(true);
    links.resolve(tree, members);
    return new TarIndex(bytes.size(), tree.build(members), members, flaw());
  }

  private TarHeader first() throws IOException {
    try {
      TarHeader first = header();
      if (first != null) {
        return first;
      }
    } catch (EOFException e) {
      damage = e.getMessage();
    }
    throw new ArchiveException("no tar: " + damage);
  }

  /** The header at this position; null if there is none. */
  private @Nullable TarHeader header() throws IOException {
    if (!bytes.holds(position, TarHeader.BYTES)) {
      damage = "it ends inside a header";
      return null;
    }
    count(TarHeader.BYTES);
    TarHeader header = new TarHeader(bytes.read(position, TarHeader.BYTES));
    if (!header.isEnd() && !header.isSound()) {
      damage = "there is no header at byte " + position;
      return null;
    }
    return header;
  }

  private void count(long more) throws ArchiveException {
    headerBytes += more;
    if (headerBytes > config.maxDirectoryBytes()) {
      throw new ArchiveException("headers take more than " + config.maxDirectoryBytes() + " bytes");
    }
  }

  private void take(TarHeader header) throws IOException {
    OptionalLong size = extensions.size(header);
    if (size.isEmpty() || size.getAsLong() < 0) {
      damage = "the header at byte " + position + " tells no size";
    } else if (Extensions.isOne(header.type())) {
      takeExtension(header, header.size().orElse(-1));
    } else {
      takeMember(header, hasData(header.type()) ? size.getAsLong() : 0);
      extensions.clear();
    }
  }

  private void takeExtension(TarHeader header, long size) throws IOException {
    long start = position + TarHeader.BYTES;
    if (size < 0 || size > MAX_EXTENSION || !bytes.holds(start, size)) {
      damage = "the header at byte " + position + " is too long";
      return;
    }
    count(size);
    if (!extensions.add(header.type(), bytes.read(start, (int) size))) {
      damage = "the header at byte " + position + " is damaged";
    }
    hop(start, size);
  }

  /** Links, devices and folders tell sizes, but have no bytes. */
  private static boolean hasData(char type) {
    return type < '1' || type > '6';
  }

  private void hop(long start, long stored) {
    long padding = -stored & (TarHeader.BYTES - 1);
    position = start + stored + padding;
  }

  private void takeMember(TarHeader header, long stored) throws IOException {
    long start = position + TarHeader.BYTES;
    String name = extensions.name(header);
    switch (header.type()) {
      case '1' -> links.addHard(add(header, start, 0), name, extensions.link(header));
      case '2' -> links.addSymbolic(add(header, start, 0), name, extensions.link(header));
      case '3', '4', '6', 'V', 'M', 'N' -> {}
      case '5', 'D' -> tree.add(name, true, add(header, start, 0));
      case 'S' -> start = takeSparse(header, name, stored);
      default -> {
        if (isSparse()) {
          takeSparse(header, name, stored);
        } else if (name.endsWith("/")) {
          tree.add(name, true, add(header, start, 0));
        } else {
          tree.add(name, false, addFile(header, start, stored));
        }
      }
    }
    if (bytes.holds(start, stored)) {
      hop(start, stored);
    } else {
      damage = "it ends inside " + name;
    }
  }

  private int addFile(TarHeader header, long start, long stored) throws ArchiveException {
    int id = add(header, start, stored);
    if (!bytes.holds(start, stored)) {
      members.damaged(id);
    }
    return id;
  }

  private int add(TarHeader header, long start, long size) throws ArchiveException {
    return members.add(start, size, extensions.modified(header));
  }

  private boolean isSparse() {
    return extensions.text("GNU.sparse.major").isPresent()
        || extensions.text(PaxRecords.SPARSE_MAP).isPresent();
  }

  /** Returns where the member's bytes begin, and with them any map that counts to them. */
  private long takeSparse(TarHeader header, String name, long stored) throws IOException {
    long start = position + TarHeader.BYTES;
    boolean old = header.type() == 'S';
    SparseHeader sparse = sparseHeader(header, start);
    count(sparse.memory());
    long size = (old ? header.number(483, 12) : realSize()).orElse(-1);
    long data = stored - (old ? 0 : sparse.dataStart() - start);
    int id = add(header, sparse.dataStart(), Math.max(0, size));
    Optional<SparseMap> map =
        bytes.holds(sparse.dataStart(), data) ? sparse.map(data, size) : Optional.empty();
    map.ifPresentOrElse(found -> members.sparse(id, found), () -> members.damaged(id));
    tree.add(name, false, id);
    return old ? sparse.dataStart() : start;
  }

  private SparseHeader sparseHeader(TarHeader header, long start) throws IOException {
    if (header.type() == 'S') {
      return SparseHeader.old(header, bytes, start);
    }
    return extensions.number("GNU.sparse.major").orElse(0) > 0
        ? SparseHeader.before(bytes, start)
        : SparseHeader.listed(extensions.text(PaxRecords.SPARSE_MAP).orElse(""), bytes, start);
  }

  private OptionalLong realSize() {
    OptionalLong size = extensions.number("GNU.sparse.realsize");
    return size.isPresent() ? size : extensions.number("GNU.sparse.size");
  }

  private Optional<String> flaw() {
    if (damage != null) {
      return Optional.of("tar is damaged: " + damage);
    }
    if (tree.hidden() > 0) {
      return Optional.of("names of " + tree.hidden() + " members cannot be shown");
    }
    return links.hidden() == 0
        ? Optional.empty()
        : Optional.of(
            links.hidden() + " links to folders, out of the archive or to nothing are not shown");
  }
}
