package swarmdrive.archive.stream.xz;

import com.google.common.collect.ImmutableMap;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.tukaani.xz.SeekableXZInputStream;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.codec.Codecs;
import swarmdrive.archive.codec.SourceStream;
import swarmdrive.archive.index.IndexStore;
import swarmdrive.archive.spool.Spool;
import swarmdrive.archive.stream.CompressedFile;
import swarmdrive.archive.stream.GuardedSource;
import swarmdrive.archive.stream.RestartSource;
import swarmdrive.archive.stream.Restarts;
import swarmdrive.archive.stream.RestartsForm;
import swarmdrive.archive.stream.StreamCodec;

/** Xz (The .xz File Format 1.2.0). */
final class XzCodec implements StreamCodec {
  private static final ImmutableMap<String, String> ENDINGS =
      ImmutableMap.of("xz", "", "txz", ".tar");
  private static final byte[] MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
  private static final RestartsForm FORM = new RestartsForm("xz-1");

  private final Spool spool;
  private final IndexStore store;

  @Inject
  XzCodec(Spool spool, IndexStore store) {
    this.spool = spool;
    this.store = store;
  }

  @Override
  public String name() {
    return "xz";
  }

  @Override
  public ImmutableMap<String, String> endings() {
    return ENDINGS;
  }

  @Override
  public boolean recognizes(ByteBuffer head) {
    return head.remaining() >= MAGIC.length
        && head.slice(head.position(), MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
  }

  @Override
  public DecodedSource open(CompressedFile file, ByteSource archive) throws IOException {
    Restarts blocks = store.load(file.key(), FORM).orElse(null);
    if (blocks == null) {
      blocks = blocks(file, archive);
      store.save(file.key(), FORM, blocks);
    }
    if (blocks.areNear()) {
      return new RestartSource(file, blocks, XzCodec::seek, archive);
    }
    CompressedFile sized =
        new CompressedFile(file.key(), file.name(), file.length(), blocks.size());
    return spool.open(
        sized.spooled(bytes -> Codecs.xz(new SourceStream(bytes, 0, bytes.size()))), archive);
  }

  private static InputStream seek(int block, ByteSource archive) throws IOException {
    SeekableXZInputStream blocks = seekable(archive);
    blocks.seekToBlock(block);
    return blocks;
  }

  private static SeekableXZInputStream seekable(ByteSource archive) throws IOException {
    return new SeekableXZInputStream(new SeekableSource(archive), Codecs.MOST_MEMORY_KIB);
  }

  private static Restarts blocks(CompressedFile file, ByteSource archive) throws IOException {
    try {
      SeekableXZInputStream index = seekable(new GuardedSource(archive));
      long[] decoded = new long[index.getBlockCount()];
      for (int i = 0; i < decoded.length; i++) {
        decoded[i] = index.getBlockPos(i);
      }
      return new Restarts(index.length(), decoded, new long[0]);
    } catch (GuardedSource.SourceException e) {
      throw e.cause();
    } catch (IOException | RuntimeException e) {
      throw new ArchiveException(file.name() + " is damaged: " + e.getMessage());
    }
  }
}
