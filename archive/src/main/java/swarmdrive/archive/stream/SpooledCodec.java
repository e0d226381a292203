package swarmdrive.archive.stream;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.codec.SourceStream;
import swarmdrive.archive.spool.Spool;

/**
 * A codec that can only be decoded from its begin.
 *
 * @param magic first bytes; none if they tell nothing
 */
record SpooledCodec(
    String name, ImmutableMap<String, String> endings, String magic, Decoder decoder, Spool spool)
    implements StreamCodec {
  /** Opens a library's decoder. */
  interface Decoder {
    InputStream open(InputStream packed) throws IOException;
  }

  @Override
  public boolean recognizes(ByteBuffer head) {
    boolean begins = !magic.isEmpty() && head.remaining() >= magic.length();
    for (int i = 0; begins && i < magic.length(); i++) {
      begins = (head.get(head.position() + i) & 255) == magic.charAt(i);
    }
    return begins;
  }

  @Override
  public DecodedSource open(CompressedFile file, ByteSource archive) throws IOException {
    return spool.open(
        file.spooled(bytes -> decoder.open(new SourceStream(bytes, 0, bytes.size()))), archive);
  }
}
