package swarmdrive.archive.stream.gzip;

import com.google.common.collect.ImmutableMap;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.deflate.DeflatedMember;
import swarmdrive.archive.deflate.DeflatedMembers;
import swarmdrive.archive.stream.CompressedFile;
import swarmdrive.archive.stream.StreamCodec;

/** Gzip (RFC 1952). */
final class GzipCodec implements StreamCodec {
  private static final ImmutableMap<String, String> ENDINGS =
      ImmutableMap.of("gz", "", "tgz", ".tar", "taz", ".tar", "bgz", "");

  private final DeflatedMembers deflated;

  @Inject
  GzipCodec(DeflatedMembers deflated) {
    this.deflated = deflated;
  }

  @Override
  public String name() {
    return "gzip";
  }

  @Override
  public ImmutableMap<String, String> endings() {
    return ENDINGS;
  }

  @Override
  public boolean recognizes(ByteBuffer head) {
    int at = head.position();
    return head.remaining() >= 3
        && head.get(at) == 0x1f
        && head.get(at + 1) == (byte) 0x8b
        && head.get(at + 2) == 8;
  }

  @Override
  public DecodedSource open(CompressedFile file, ByteSource archive) throws IOException {
    return deflated.open(
        DeflatedMember.gzip(file.key(), file.name(), file.length(), file.size()), archive);
  }
}
