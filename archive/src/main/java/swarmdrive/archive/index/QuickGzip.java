package swarmdrive.archive.index;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Gzip at its fastest: indexes are mostly small numbers, which shrink at once. */
final class QuickGzip extends GZIPOutputStream {
  QuickGzip(OutputStream out) throws IOException {
    super(out, 64 << 10);
    def.setLevel(Deflater.BEST_SPEED);
  }
}
