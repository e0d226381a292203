package swarmdrive.webdav.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.TlsConfig;

/** The files with the certificate and its key. One thread. */
final class IdentityFiles {
  private static final long MOST_BYTES = 1 << 20;

  private final TlsConfig config;
  private int reads;

  IdentityFiles(TlsConfig config) {
    this.config = config;
  }

  /** What tells that the files are others than before. */
  List<Object> version() throws IOException {
    List<Object> version = new ArrayList<>();
    for (Path file : files()) {
      FileTime time = Files.getLastModifiedTime(file);
      version.add(time);
      version.add(Files.size(file));
    }
    return version;
  }

  private List<Path> files() {
    Optional<Path> key = config.key();
    return key.isEmpty() ? List.of(config.certificate()) : List.of(config.certificate(), key.get());
  }

  /**
   * Reads them.
   *
   * @throws IOException with one line for the user
   */
  Identity read() throws IOException {
    Path file = config.certificate();
    byte[] bytes = bytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String alias = "identity-" + ++reads;
    try {
      return text.contains("-----BEGIN ") ? pem(alias, text) : pkcs12(alias, bytes);
    } catch (IOException e) {
      throw new IOException("TLS: " + file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("TLS: " + file + " cannot be read");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("TLS: " + file + " is too large for a certificate");
    }
    return Files.readAllBytes(file);
  }

  private Identity pem(String alias, String text) throws IOException {
    PemFile first = new PemFile(text, config.password());
    PrivateKey key = first.key();
    if (config.key().isPresent()) {
      String other = new String(bytes(config.key().get()), StandardCharsets.ISO_8859_1);
      key = new PemFile(other, config.password()).key();
    }
    return Identity.of(alias, required(key), first.certificates());
  }

  private static PrivateKey required(@Nullable PrivateKey key) throws IOException {
    if (key == null) {
      throw new IOException("there is no key: give its file, too");
    }
    return key;
  }

  private Identity pkcs12(String alias, byte[] bytes) throws IOException {
    try {
      char[] password = config.password().toCharArray();
      KeyStore store = keyStore(bytes, password);
      for (String name : Collections.list(store.aliases())) {
        if (store.getKey(name, password) instanceof PrivateKey key) {
          return Identity.of(alias, key, chain(store.getCertificateChain(name)));
        }
      }
      throw new IOException("there is no key in it");
    } catch (GeneralSecurityException e) {
      throw new IOException("its key cannot be read: " + e.getMessage(), e);
    }
  }

  private static KeyStore keyStore(byte[] bytes, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(new ByteArrayInputStream(bytes), password);
    } catch (IOException e) {
      throw new IOException("it is neither PEM nor PKCS#12, or the password is wrong", e);
    }
    return store;
  }

  private static List<X509Certificate> chain(Certificate @Nullable [] certificates) {
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : certificates == null ? new Certificate[0] : certificates) {
      chain.add((X509Certificate) certificate);
    }
    return chain;
  }
}
