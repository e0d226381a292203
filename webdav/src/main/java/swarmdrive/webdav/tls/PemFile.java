package swarmdrive.webdav.tls;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/** Certificates and keys in a PEM text, in all the forms in which tools write them (RFC 7468). */
final class PemFile {
  /** Only for what Java cannot decrypt; not registered, so that nothing else changes. */
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private final char[] password;
  private final List<X509Certificate> certificates = new ArrayList<>();
  private @Nullable PrivateKey key;

  /**
   * Reads.
   *
   * @param password of an encrypted key; empty for none
   * @throws IOException with the reason, without the file's name
   */
  PemFile(String text, String password) throws IOException {
    this.password = password.toCharArray();
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        take(part);
      }
    } catch (GeneralSecurityException | OperatorCreationException | PKCSException e) {
      throw new IOException("it cannot be read, or the password is wrong", e);
    }
  }

  private void take(Object part)
      throws IOException, GeneralSecurityException, OperatorCreationException, PKCSException {
    switch (part) {
      case X509CertificateHolder holder ->
          certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
      case PEMKeyPair pair -> key = key(pair.getPrivateKeyInfo());
      case PrivateKeyInfo info -> key = key(info);
      case PKCS8EncryptedPrivateKeyInfo info ->
          key =
              key(
                  info.decryptPrivateKeyInfo(
                      new JceOpenSSLPKCS8DecryptorProviderBuilder()
                          .setProvider(PROVIDER)
                          .build(password)));
      case PEMEncryptedKeyPair pair ->
          key =
              key(
                  pair.decryptKeyPair(
                          new JcePEMDecryptorProviderBuilder()
                              .setProvider(PROVIDER)
                              .build(password))
                      .getPrivateKeyInfo());
      default -> {
        // parameters of curves and the like
      }
    }
  }

  private static PrivateKey key(PrivateKeyInfo info) throws IOException {
    return new JcaPEMKeyConverter().getPrivateKey(info);
  }

  List<X509Certificate> certificates() {
    return certificates;
  }

  @Nullable PrivateKey key() {
    return key;
  }
}
