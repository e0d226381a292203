package swarmdrive.archive.zip;

import java.io.IOException;
import java.io.InputStream;

/** Decodes what a method made. */
interface MethodDecoder {
  /**
   * @param size bytes when decoded
   */
  InputStream open(InputStream packed, long size) throws IOException;
}
