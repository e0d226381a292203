package swarmdrive.archive.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;

/** A member of something decoded, which is closed with it. Safe for any number of threads. */
public final class MemberSource implements DecodedSource {
  private final DecodedSource whole;
  private final ByteSource member;
  private final long position;
  private final long length;

  /** A run of the decoded bytes. */
  public MemberSource(DecodedSource whole, long position, long length) {
    this.whole = whole;
    this.member = whole;
    this.position = position;
    this.length = length;
  }

  /** A member that reads through the decoded bytes and holds nothing of its own. */
  public MemberSource(DecodedSource whole, ByteSource member) {
    this.whole = whole;
    this.member = member;
    this.position = 0;
    this.length = member.size();
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public int read(long at, ByteBuffer target) throws IOException {
    if (at < 0) {
      throw new IllegalArgumentException("position " + at);
    }
    if (at >= length) {
      return -1;
    }
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + (length - at)));
    try {
      return member.read(position + at, target);
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public void requireTime() throws IOException {
    whole.requireTime();
  }

  @Override
  public void close() {
    whole.close();
  }
}
