package swarmdrive.archive.deflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveException;

/**
 * A pass of our own decoder, which knows at which bit it is and notes checkpoints on its way:
 * between blocks, and in the middle of giant ones.
 */
final class NotingPass implements Pass {
  private static final byte[] NO_HISTORY = {};

  private final DeflatedMember member;
  private final Notes notes;
  private final BitReader in;
  private final DecodedBytes out;
  private @Nullable Checkpoint from;
  private @Nullable CodedBlock coded;
  private int storedLeft;
  private boolean headed;
  private boolean last;
  private @Nullable ArchiveException damage;

  /**
   * @param compressed from the checkpoint's byte on
   * @param from null for the start
   */
  NotingPass(
      DeflatedMember member, CompressedBytes compressed, Notes notes, @Nullable Checkpoint from) {
    this.member = member;
    this.notes = notes;
    this.from = from;
    headed = from != null || !member.isGzip();
    in = new BitReader(compressed);
    out =
        from == null
            ? new DecodedBytes(0, NO_HISTORY)
            : new DecodedBytes(from.position(), from.history());
  }

  @Override
  public long position() {
    return out.position();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    while (out.isEmpty()) {
      if (!advance()) {
        return -1;
      }
    }
    return out.take(target);
  }

  @Override
  public void requireEnd() throws IOException {
    while (out.isEmpty() && advance()) {}
    if (!out.isEmpty()) {
      throw member.damaged("it goes on after " + position() + " bytes");
    }
  }

  /**
   * Decodes a part of a block, all before it being taken; false at the end of the stream. What was
   * decoded before a damage can still be taken.
   */
  private boolean advance() throws IOException {
    if (damage != null) {
      throw damage;
    }
    try {
      out.slide();
      resume();
      if (storedLeft > 0) {
        copyStored();
      } else if (coded != null) {
        decode(coded);
      } else if (!last) {
        begin();
      } else if (member.isGzip() && GzipFrame.next(in::nextByte)) {
        last = false;
      } else {
        notes.complete(out.endPosition());
        return false;
      }
      return true;
    } catch (DataFormatException e) {
      damage = member.damaged(e.getMessage() + " near byte " + in.position() / 8);
      return true;
    }
  }

  private void resume() throws IOException, DataFormatException {
    if (from != null) {
      in.take((int) from.bit() & 7);
      BlockCodes codes = from.codes();
      if (codes != null) {
        last = codes.last();
        coded = new CodedBlock(codes);
      }
      from = null;
    }
  }

  /** Reads a block's head (RFC 1951, 3.2.3). */
  private void begin() throws IOException, DataFormatException {
    if (!headed) {
      GzipFrame.first(in::nextByte);
      headed = true;
    }
    note(null);
    last = in.take(1) == 1;
    int kind = in.take(2);
    switch (kind) {
      case 0 -> {
        in.alignToByte();
        storedLeft = in.take(16);
        if ((storedLeft ^ in.take(16)) != 0xffff) {
          throw new DataFormatException("lengths of a stored block differ");
        }
      }
      case 1 -> coded = new CodedBlock(BlockCodes.fixed(last));
      case 2 -> coded = new CodedBlock(BlockCodes.read(last, in));
      default -> throw new DataFormatException("block of no kind");
    }
    in.requireReal();
  }

  private void copyStored() throws IOException, DataFormatException {
    int room = Math.min(storedLeft, DecodedBytes.LIMIT - out.end);
    int copied = in.copy(out.bytes, out.end, room);
    in.requireReal();
    out.end += copied;
    storedLeft -= copied;
  }

  private void decode(CodedBlock block) throws IOException, DataFormatException {
    if (block.decode(in, out)) {
      coded = null;
    } else {
      note(block.codes());
    }
  }

  private void note(@Nullable BlockCodes codes) {
    if (notes.wants(out.endPosition(), in.position())) {
      notes.add(new Checkpoint(out.endPosition(), in.position(), codes, out.history()));
    }
  }

  @Override
  public void close() {}
}
