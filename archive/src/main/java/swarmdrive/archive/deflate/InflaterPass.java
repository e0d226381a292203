package swarmdrive.archive.deflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ByteSource;

/**
 * A pass of {@code java.util.zip.Inflater}, from the start or from a checkpoint. Holds native
 * memory until closed.
 */
final class InflaterPass implements Pass {
  private final DeflatedMember member;
  private final CompressedBytes compressed;
  private final Inflater inflater = new Inflater(true);
  private final byte[] input = new byte[CompressedBytes.MOST];
  private @Nullable ResumeBits resumed;
  private long position;
  private int at;
  private int length;
  private boolean headed;
  private boolean ended;

  /** From the start. */
  InflaterPass(DeflatedMember member, ByteSource archive, BooleanSupplier closed) {
    this.member = member;
    compressed = new CompressedBytes(member, archive, 0, closed);
    headed = !member.isGzip();
  }

  InflaterPass(
      DeflatedMember member, ByteSource archive, BooleanSupplier closed, Checkpoint checkpoint) {
    this.member = member;
    compressed = new CompressedBytes(member, archive, checkpoint.bit() >>> 3, closed);
    position = checkpoint.position();
    headed = true;
    resumed = ResumeBits.to(checkpoint);
    inflater.setDictionary(checkpoint.history());
    inflater.setInput(resumed.bytes());
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = inflate(target);
    position += count;
    return count == 0 ? -1 : count;
  }

  @Override
  public void requireEnd() throws IOException {
    if (inflate(ByteBuffer.allocate(1)) > 0) {
      throw member.damaged("it goes on after " + position + " bytes");
    }
  }

  /** Returns 0 at the end of the stream only. */
  private int inflate(ByteBuffer target) throws IOException {
    try {
      if (!headed) {
        GzipFrame.first(this::nextByte);
        begin();
      }
      int count = inflater.inflate(target);
      while (count == 0 && (!inflater.finished() || begins())) {
        if (inflater.needsDictionary()) {
          throw member.damaged("it wants a dictionary");
        }
        feed();
        count = inflater.inflate(target);
      }
      return count;
    } catch (DataFormatException e) {
      throw member.damaged(e.getMessage() + " near byte " + compressed.position());
    }
  }

  /** True if another stream follows the one that is at its end. */
  private boolean begins() throws IOException, DataFormatException {
    if (ended || !member.isGzip()) {
      return false;
    }
    at = length - inflater.getRemaining();
    ended = !GzipFrame.next(this::nextByte);
    if (!ended) {
      inflater.reset();
      begin();
    }
    return !ended;
  }

  private void begin() {
    headed = true;
    inflater.setInput(input, at, length - at);
  }

  private int nextByte() throws IOException {
    if (at == length) {
      at = 0;
      length = compressed.read(input);
    }
    return at < length ? input[at++] & 255 : -1;
  }

  private void feed() throws IOException {
    if (inflater.getRemaining() > 0) {
      return; // a stream has just begun
    }
    length = compressed.read(input);
    if (length == 0) {
      throw member.damaged("its compressed bytes end too early");
    }
    if (resumed != null) {
      input[0] = resumed.merge(input[0]);
      resumed = null;
    }
    inflater.setInput(input, 0, length);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
