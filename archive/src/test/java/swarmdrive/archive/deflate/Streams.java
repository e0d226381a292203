package swarmdrive.archive.deflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.source.LaidOutSource;

/** Shortcuts of the tests in this room. */
final class Streams {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Streams() {}

  static DeflatedMember member(byte[] deflated, byte[] plain) {
    CRC32 crc = new CRC32();
    crc.update(plain);
    return new DeflatedMember(
        new DeflatedMember.Key("sample " + NUMBER.incrementAndGet(), 0),
        "sample",
        0,
        deflated.length,
        plain.length,
        (int) crc.getValue());
  }

  /** Notes a checkpoint wherever the decoder offers one, at least so many bytes apart. */
  static final class EveryCheckpoint implements Notes {
    final List<Checkpoint> checkpoints = new ArrayList<>();
    private final long distance;
    private long last = -1;
    boolean complete;

    EveryCheckpoint(long distance) {
      this.distance = distance;
    }

    @Override
    public boolean wants(long position, long bit) {
      return last < 0 || position - last >= distance;
    }

    @Override
    public void add(Checkpoint checkpoint) {
      last = checkpoint.position();
      checkpoints.add(checkpoint);
    }

    @Override
    public void complete(long size) {
      complete = true;
    }
  }

  static NotingPass noting(DeflatedMember member, byte[] deflated, Notes notes) {
    return noting(member, deflated, notes, null);
  }

  static NotingPass noting(
      DeflatedMember member,
      byte[] deflated,
      Notes notes,
      @org.jspecify.annotations.Nullable Checkpoint from) {
    ByteSource source = LaidOutSource.of(deflated);
    long start = from == null ? 0 : from.bit() >>> 3;
    return new NotingPass(
        member, new CompressedBytes(member, source, start, () -> false), notes, from);
  }

  /** Reads up to {@code most} bytes, in steps. */
  static byte[] drain(Pass pass, long size, int most) throws IOException {
    ByteBuffer all = ByteBuffer.allocate((int) Math.min(size - pass.position(), most));
    while (all.hasRemaining()) {
      if (pass.read(all) < 0) {
        throw new ArchiveException("it ends after " + pass.position() + " bytes");
      }
    }
    if (pass.position() == size) {
      pass.requireEnd();
    }
    return all.array();
  }
}
