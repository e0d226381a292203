package swarmdrive.archive.stream.zstd;

import com.google.common.collect.ImmutableMap;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.codec.Codecs;
import swarmdrive.archive.codec.SourceStream;
import swarmdrive.archive.index.IndexStore;
import swarmdrive.archive.spool.Spool;
import swarmdrive.archive.stream.CompressedFile;
import swarmdrive.archive.stream.RestartSource;
import swarmdrive.archive.stream.Restarts;
import swarmdrive.archive.stream.RestartsForm;
import swarmdrive.archive.stream.StreamCodec;

/** Zstandard (RFC 8878). */
final class ZstdCodec implements StreamCodec {
  private static final ImmutableMap<String, String> ENDINGS =
      ImmutableMap.of("zst", "", "tzst", ".tar", "zstd", "");
  private static final int MAGIC = 0xfd2fb528;
  private static final RestartsForm FORM = new RestartsForm("zstd-1");

  private final Spool spool;
  private final IndexStore store;

  @Inject
  ZstdCodec(Spool spool, IndexStore store) {
    this.spool = spool;
    this.store = store;
  }

  @Override
  public String name() {
    return "zstd";
  }

  @Override
  public ImmutableMap<String, String> endings() {
    return ENDINGS;
  }

  @Override
  public boolean recognizes(ByteBuffer head) {
    return head.remaining() >= 4
        && head.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(head.position()) == MAGIC;
  }

  @Override
  public DecodedSource open(CompressedFile file, ByteSource archive) throws IOException {
    Optional<Restarts> frames = store.load(file.key(), FORM);
    if (frames.isEmpty()) {
      frames = SeekTable.read(archive);
      frames.ifPresent(told -> store.save(file.key(), FORM, told));
    }
    if (frames.isPresent() && frames.get().areNear()) {
      long[] starts = frames.get().packed();
      return new RestartSource(
          file, frames.get(), (frame, bytes) -> decode(bytes, starts[frame]), archive);
    }
    return spool.open(file.spooled(bytes -> decode(bytes, 0)), archive);
  }

  private static InputStream decode(ByteSource archive, long from) throws IOException {
    return Codecs.zstd(new SourceStream(archive, from, archive.size() - from));
  }
}
