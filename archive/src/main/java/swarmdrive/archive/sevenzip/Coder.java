package swarmdrive.archive.sevenzip;

import java.util.Arrays;

/**
 * One step of decoding, with one stream in and one out.
 *
 * @param method its number, for instance {@code 0x030101} for LZMA
 * @param properties bytes that the method understands
 * @param size bytes that come out of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Coder(long method, byte[] properties, long size) {
  static final long COPY = 0;
  static final long AES = 0x06f10701;

  Coder {
    properties = Arrays.copyOf(properties, properties.length);
  }

  Coder withSize(long decoded) {
    return new Coder(method, properties, decoded);
  }
}
