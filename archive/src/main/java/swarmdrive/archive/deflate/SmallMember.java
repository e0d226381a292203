package swarmdrive.archive.deflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;

/**
 * A member that is decoded whole at the first read, and checked by its checksum. Two first reads at
 * the same time decode twice: that is cheaper than one waiting for the other's bytes.
 */
final class SmallMember implements DecodedSource {
  private final DeflatedMember member;
  private final ByteSource archive;
  private final DeflatedMembers shared;
  private volatile byte @Nullable [] decoded;
  private volatile boolean closed;

  SmallMember(DeflatedMember member, ByteSource archive, DeflatedMembers shared) {
    this.member = member;
    this.archive = archive;
    this.shared = shared;
  }

  @Override
  public long size() {
    return member.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
    if (closed) {
      throw new ClosedChannelException();
    }
    if (position >= member.size()) {
      return -1;
    }
    byte[] bytes = bytes();
    int count = (int) Math.min(target.remaining(), bytes.length - position);
    target.put(bytes, (int) position, count);
    return count;
  }

  private byte[] bytes() throws IOException {
    byte[] bytes = decoded;
    if (bytes == null) {
      bytes = shared.whole(member).orElse(null);
      if (bytes == null) {
        bytes = decode();
        shared.keep(member, bytes);
      }
      decoded = bytes;
    }
    return bytes;
  }

  private byte[] decode() throws IOException {
    byte[] bytes = new byte[(int) member.size()];
    try (Pass pass = new InflaterPass(member, archive, () -> closed)) {
      ByteBuffer target = ByteBuffer.wrap(bytes);
      while (target.hasRemaining()) {
        if (pass.read(target) < 0) {
          throw member.damaged("it ends after " + pass.position() + " bytes");
        }
      }
      pass.requireEnd();
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (member.checked() && (int) crc.getValue() != member.crc32()) {
      throw member.damaged("its checksum is wrong");
    }
    return bytes;
  }

  @Override
  public void close() {
    closed = true;
    decoded = null;
  }
}
