package swarmdrive.webdav.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A key and the chain of certificates that vouches for it.
 *
 * @param alias no two that were read have the same
 * @param chain the server's own first
 */
record Identity(String alias, PrivateKey key, List<X509Certificate> chain) {
  private static final byte[] SAMPLE = {1, 2, 3};

  /**
   * @throws IOException if the key is another certificate's
   */
  static Identity of(String alias, PrivateKey key, List<X509Certificate> chain) throws IOException {
    if (chain.isEmpty()) {
      throw new IOException("there is no certificate in it");
    }
    if (!belongTogether(key, chain.getFirst())) {
      throw new IOException("the key is not the certificate's");
    }
    return new Identity(alias, key, List.copyOf(chain));
  }

  private static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
    try {
      Signature signature = Signature.getInstance(algorithm(key.getAlgorithm()));
      signature.initSign(key);
      signature.update(SAMPLE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(SAMPLE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String algorithm(String key) {
    return switch (key) {
      case "RSA" -> "SHA256withRSA";
      case "EC", "ECDSA" -> "SHA256withECDSA";
      default -> key;
    };
  }

  /** Without the key. */
  @Override
  public String toString() {
    return alias + " for " + chain.getFirst().getSubjectX500Principal();
  }
}
