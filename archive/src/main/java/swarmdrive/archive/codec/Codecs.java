package swarmdrive.archive.codec;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.LZMA2InputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Opens decoders. What they throw that does not come from the stream below means that this is
 * damaged, or wants more memory than is allowed.
 */
public final class Codecs {
  /** The largest dictionary, bytes: a hostile archive may ask for 4 GiB. */
  public static final int MOST_DICTIONARY = 256 << 20;

  /** For xz-java, dictionary and tables, KiB. */
  public static final int MOST_MEMORY_KIB = (MOST_DICTIONARY >> 10) + (64 << 10);

  /** Bytes of the properties of LZMA: one of three numbers, four of the dictionary's size. */
  public static final int LZMA_PROPERTIES = 5;

  private static final int LEAST_DICTIONARY = 4 << 10;

  /** Zstd's window, power of two. */
  private static final int MOST_WINDOW = 27;

  private Codecs() {}

  /** Bzip2, with other streams behind the first if there are any. */
  public static InputStream bzip2(InputStream packed) throws IOException {
    return new BZip2CompressorInputStream(packed, true);
  }

  public static InputStream deflate64(InputStream packed) {
    return new Deflate64CompressorInputStream(packed);
  }

  /** Lz4 frames. */
  public static InputStream lz4(InputStream packed) throws IOException {
    return new FramedLZ4CompressorInputStream(packed, true);
  }

  /** Zstd frames, skippable ones among them. */
  public static InputStream zstd(InputStream packed) throws IOException {
    return new ZstdInputStream(packed).setLongMax(MOST_WINDOW);
  }

  /** Xz streams. */
  public static InputStream xz(InputStream packed) throws IOException {
    return new XZInputStream(packed, MOST_MEMORY_KIB);
  }

  /** An {@code .lzma} file: it tells its properties itself. */
  public static InputStream lzmaAlone(InputStream packed) throws IOException {
    return new LZMAInputStream(packed, MOST_MEMORY_KIB);
  }

  /**
   * LZMA as it is.
   *
   * @param properties {@value #LZMA_PROPERTIES} bytes
   * @param size bytes when decoded
   */
  public static InputStream lzma(InputStream packed, byte[] properties, long size)
      throws IOException {
    if (properties.length < LZMA_PROPERTIES) {
      throw new IOException("its properties are not those of LZMA");
    }
    ByteBuffer told = ByteBuffer.wrap(properties).order(ByteOrder.LITTLE_ENDIAN);
    LZMAInputStream decoded =
        new LZMAInputStream(packed, size, told.get(), dictionary(told.getInt()));
    decoded.enableRelaxedEndCondition(); // a known size and an end mark may go together
    return decoded;
  }

  /**
   * LZMA2 as it is.
   *
   * @param property that tells the dictionary's size
   */
  public static InputStream lzma2(InputStream packed, byte property) throws IOException {
    int bits = property & 63;
    if (bits > 40) {
      throw new IOException("its property is not one of LZMA2");
    }
    long size = bits == 40 ? 0xffffffffL : (2L | bits & 1) << (bits / 2 + 11);
    return new LZMA2InputStream(packed, dictionary(size > Integer.MAX_VALUE ? -1 : (int) size));
  }

  private static int dictionary(int size) throws IOException {
    if (size < 0 || size > MOST_DICTIONARY) {
      throw new IOException("it wants a dictionary of more than " + MOST_DICTIONARY + " bytes");
    }
    return Math.max(size, LEAST_DICTIONARY);
  }
}
