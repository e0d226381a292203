package swarmdrive.archive.tar;

import com.google.common.base.Splitter;
import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the map of a sparse member in any of GNU tar's four ways: in the header and blocks behind
 * it, in extended records (0.0 and 0.1), or before the data (1.0).
 */
final class SparseHeader {
  /** Pairs of one member: four ways to tell a million are refused. */
  private static final int MAX_PAIRS = 100_000;

  private static final int OLD_PAIR = 24;
  private static final Splitter COMMAS = Splitter.on(',');

  private final TarBytes bytes;
  private final ImmutableLongArray.Builder pairs = ImmutableLongArray.builder();
  private int count;
  private boolean damaged;
  private long dataStart;

  /**
   * @param dataStart first byte behind the member's header
   */
  private SparseHeader(TarBytes bytes, long dataStart) {
    this.bytes = bytes;
    this.dataStart = dataStart;
  }

  /** First byte of what lies in the archive of the member, behind the map. */
  long dataStart() {
    return dataStart;
  }

  /** Bytes of the map in memory, about. */
  long memory() {
    return 24L * count;
  }

  /** The map for data of {@code stored} bytes; empty if it is damaged. */
  Optional<SparseMap> map(long stored, long size) {
    return damaged
        ? Optional.empty()
        : SparseMap.of(pairs.build().toArray(), dataStart, stored, size);
  }

  /** A header of type {@code S}: four pairs, and 21 in each block that follows it. */
  static SparseHeader old(TarHeader header, TarBytes bytes, long dataStart) throws IOException {
    SparseHeader sparse = new SparseHeader(bytes, dataStart);
    sparse.addOld(header, 386, 4);
    boolean more = header.flag(482);
    while (more && !sparse.damaged) {
      more = bytes.holds(sparse.dataStart, TarHeader.BYTES) && sparse.addOldBlock();
    }
    return sparse;
  }

  /** Returns true if one more follows. A block without pairs must not lead through the archive. */
  private boolean addOldBlock() throws IOException {
    TarHeader block = new TarHeader(bytes.read(dataStart, TarHeader.BYTES));
    dataStart += TarHeader.BYTES;
    int before = count;
    addOld(block, 0, 21);
    damaged |= count == before;
    return block.flag(504);
  }

  private void addOld(TarHeader header, int at, int most) {
    for (int i = 0; i < most && header.flag(at + i * OLD_PAIR + 12); i++) {
      OptionalLong offset = header.number(at + i * OLD_PAIR, 12);
      OptionalLong length = header.number(at + i * OLD_PAIR + 12, 12);
      add(offset);
      add(length);
    }
  }

  private void add(OptionalLong number) {
    damaged |= number.isEmpty() || ++count > 2 * MAX_PAIRS;
    if (!damaged) {
      pairs.add(number.getAsLong());
    }
  }

  /** Numbers with commas between. */
  static SparseHeader listed(String list, TarBytes bytes, long dataStart) {
    SparseHeader sparse = new SparseHeader(bytes, dataStart);
    for (String number : COMMAS.split(list)) {
      sparse.add(PaxRecords.number(number));
      if (sparse.damaged) {
        break;
      }
    }
    sparse.damaged |= sparse.count % 2 != 0;
    return sparse;
  }

  /** Lines before the data, filled up to a whole block: how many pairs, then the pairs. */
  static SparseHeader before(TarBytes bytes, long dataStart) throws IOException {
    SparseHeader sparse = new SparseHeader(bytes, dataStart);
    Lines lines = new Lines(bytes, dataStart);
    long told = lines.next().orElse(Long.MAX_VALUE);
    sparse.damaged = told > MAX_PAIRS || told < 0;
    for (long i = 0; i < told * 2 && !sparse.damaged; i++) {
      sparse.add(lines.next());
    }
    sparse.dataStart = lines.end;
    return sparse;
  }

  /** Numbers in lines. */
  private static final class Lines {
    private final TarBytes bytes;
    private byte[] block = {};
    private int at;
    private long end;

    Lines(TarBytes bytes, long start) {
      this.bytes = bytes;
      end = start;
    }

    OptionalLong next() throws IOException {
      StringBuilder line = new StringBuilder();
      while (line.length() < 20) {
        if (at == block.length && !fill()) {
          break;
        }
        char c = (char) (block[at++] & 255);
        if (c == '\n') {
          return PaxRecords.number(line.toString());
        }
        line.append(c);
      }
      return OptionalLong.empty();
    }

    private boolean fill() throws IOException {
      if (!bytes.holds(end, TarHeader.BYTES)) {
        return false;
      }
      block = bytes.read(end, TarHeader.BYTES);
      end += TarHeader.BYTES;
      at = 0;
      return true;
    }
  }
}
