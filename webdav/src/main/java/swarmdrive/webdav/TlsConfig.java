package swarmdrive.webdav;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import swarmdrive.webdav.tls.SelfSigned;

/**
 * Where the server's certificate is. The files are read again when they change.
 *
 * @param certificate a PEM file with the chain, or a PKCS#12 file with chain and key
 * @param key a PEM file with the key, if it is not in the same file
 * @param password of the key or the PKCS#12 file; empty for none
 */
public record TlsConfig(Path certificate, Optional<Path> key, String password) {
  /**
   * A certificate made here: for a server that only its owner's machines use.
   *
   * @param folder keeps it; the one that is there is used until it is about to expire
   * @param names host names and addresses for it, besides those of loopback
   */
  public static TlsConfig selfSigned(Path folder, List<String> names, Instant now)
      throws IOException {
    return SelfSigned.in(folder, names, now);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "TLS with " + certificate;
  }
}
