package swarmdrive.archive.sevenzip;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.ARM64Options;
import org.tukaani.xz.ARMOptions;
import org.tukaani.xz.ARMThumbOptions;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.IA64Options;
import org.tukaani.xz.PowerPCOptions;
import org.tukaani.xz.RISCVOptions;
import org.tukaani.xz.SPARCOptions;
import org.tukaani.xz.X86Options;
import swarmdrive.archive.codec.Codecs;

/** Opens coders by their methods (Methods.txt of the LZMA SDK). */
final class Coders {
  private Coders() {}

  /** Why a method cannot be decoded; empty if it can. */
  static Optional<String> refusal(long method) {
    if (method == Coder.AES) {
      return Optional.of("it is encrypted");
    }
    return isKnown(method)
        ? Optional.empty()
        : Optional.of("its method " + Long.toHexString(method) + " is not supported");
  }

  private static boolean isKnown(long method) {
    return switch ((int) method) {
      case 0x00, 0x21, 0x030101, 0x040108, 0x040109, 0x040202, 0x04f71101, 0x04f71104 -> true;
      default -> (int) method == 0x03 || filter(method) != null;
    };
  }

  /** The decoded bytes of a chain. */
  static InputStream open(Folder folder, InputStream packed) throws IOException {
    InputStream decoded = packed;
    for (Coder coder : folder.coders()) {
      decoded = open(coder, decoded);
    }
    return decoded;
  }

  private static InputStream open(Coder coder, InputStream in) throws IOException {
    return switch ((int) coder.method()) {
      case 0x00 -> in;
      case 0x03 -> new DeltaOptions(property(coder, 0) + 1).getInputStream(in);
      case 0x21 -> Codecs.lzma2(in, (byte) property(coder, 0));
      case 0x030101 -> Codecs.lzma(in, coder.properties(), coder.size());
      case 0x040108 -> inflate(in);
      case 0x040109 -> Codecs.deflate64(in);
      case 0x040202 -> Codecs.bzip2(in);
      case 0x04f71101 -> Codecs.zstd(in);
      case 0x04f71104 -> Codecs.lz4(in);
      default -> filtered(coder, in);
    };
  }

  private static int property(Coder coder, int at) throws IOException {
    if (at >= coder.properties().length) {
      throw new IOException("a coder lacks its properties");
    }
    return coder.properties()[at] & 255;
  }

  private static InputStream filtered(Coder coder, InputStream in) throws IOException {
    FilterOptions filter = filter(coder.method());
    if (filter == null) {
      throw new IOException("method " + Long.toHexString(coder.method()) + " is not supported");
    }
    return filter.getInputStream(in);
  }

  /** Filters of machine code; null if it is none of them. */
  private static @Nullable FilterOptions filter(long method) {
    return switch ((int) method) {
      case 0x04, 0x03030103 -> new X86Options();
      case 0x05, 0x03030205 -> new PowerPCOptions();
      case 0x06, 0x03030401 -> new IA64Options();
      case 0x07, 0x03030501 -> new ARMOptions();
      case 0x08, 0x03030701 -> new ARMThumbOptions();
      case 0x09, 0x03030805 -> new SPARCOptions();
      case 0x0a -> new ARM64Options();
      case 0x0b -> new RISCVOptions();
      default -> null;
    };
  }

  private static InputStream inflate(InputStream in) {
    Inflater inflater = new Inflater(true);
    return new InflaterInputStream(in, inflater, 16 << 10) {
      @Override
      public void close() throws IOException {
        inflater.end();
        super.close();
      }
    };
  }
}
