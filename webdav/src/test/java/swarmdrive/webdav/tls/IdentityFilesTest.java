package swarmdrive.webdav.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.webdav.TlsConfig;

/** Certificates and keys as tools write them, and as nobody should. */
class IdentityFilesTest {
  private static final Instant NOW = Instant.now();

  @TempDir private Path folder;
  private Identity made;
  private Path certificate;

  @BeforeEach
  void make() throws IOException {
    TlsConfig config = SelfSigned.in(folder.resolve("made"), List.of("nas.local"), NOW);
    made = new IdentityFiles(config).read();
    certificate = config.certificate();
  }

  private static String pem(Object part) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(part);
    }
    return text.toString();
  }

  private Identity read(String password, String... texts) throws IOException {
    Path file = Files.writeString(folder.resolve("one.pem"), String.join("\n", texts));
    return new IdentityFiles(new TlsConfig(file, Optional.empty(), password)).read();
  }

  private String chain() throws IOException {
    return Files.readString(certificate);
  }

  @Test
  void pkcs8AndItsCertificate_areReadFromOneFileInAnyOrder() throws IOException {
    String key = pem(new JcaPKCS8Generator(made.key(), null));
    assertThat(read("", chain(), key).key()).isEqualTo(made.key());
    assertThat(read("", key, "words between", chain()).chain()).isEqualTo(made.chain());
  }

  @Test
  void traditionalKey_isRead() throws IOException {
    var inner =
        new org.bouncycastle.asn1.sec.ECPrivateKey(
            256, ((ECPrivateKey) made.key()).getS(), SECObjectIdentifiers.secp256r1);
    String key = pem(new PemObject("EC PRIVATE KEY", inner.getEncoded()));
    assertThat(((ECPrivateKey) read("", chain(), key).key()).getS())
        .isEqualTo(((ECPrivateKey) made.key()).getS());
  }

  @Test
  void encryptedKeys_areReadWithTheirPassword() throws Exception {
    var encryptor =
        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
            .setProvider(new BouncyCastleProvider())
            .setPassword("secret".toCharArray())
            .build();
    String modern = pem(new JcaPKCS8Generator(made.key(), encryptor));
    assertThat(read("secret", chain(), modern).key()).isEqualTo(made.key());
    assertThatThrownBy(() -> read("wrong", chain(), modern))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("password");
  }

  @Test
  void pkcs12_isRead() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] password = "secret".toCharArray();
    store.setKeyEntry("any", made.key(), password, made.chain().toArray(new Certificate[0]));
    Path file = folder.resolve("store.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
    Identity read = new IdentityFiles(new TlsConfig(file, Optional.empty(), "secret")).read();
    assertThat(read.key()).isEqualTo(made.key());
    assertThat(read.chain()).isEqualTo(made.chain());
    assertThatThrownBy(
            () -> new IdentityFiles(new TlsConfig(file, Optional.empty(), "wrong")).read())
        .hasMessageContaining("store.p12")
        .hasMessageContaining("password");
  }

  @Test
  void whatIsMissingOrWrong_isOneClearLine() throws Exception {
    KeyPair other = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    assertThatThrownBy(() -> read("", chain())).hasMessageContaining("there is no key");
    assertThatThrownBy(() -> read("", pem(new JcaPKCS8Generator(made.key(), null))))
        .hasMessageContaining("no certificate");
    assertThatThrownBy(() -> read("", chain(), pem(other.getPrivate())))
        .hasMessageContaining("not the certificate's");
    assertThatThrownBy(() -> read("", "nonsense")).hasMessageContaining("neither PEM nor PKCS#12");
    assertThatThrownBy(() -> read("", chain().substring(0, 200))).isInstanceOf(IOException.class);
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> new IdentityFiles(new TlsConfig(nowhere, Optional.empty(), "")).read())
        .hasMessageContaining("nowhere cannot be read");
  }

  @Test
  void selfSigned_hasItsNamesAndIsKeptUntilItIsAboutToExpire() throws Exception {
    assertThat(made.chain().getFirst().getSubjectAlternativeNames().toString())
        .contains("localhost", "127.0.0.1", "nas.local");
    made.chain().getFirst().checkValidity();
    Path place = folder.resolve("made");
    assertThat(key(place, List.of("nas.local"), NOW.plus(Duration.ofDays(700))))
        .isEqualTo(made.key());
    assertThat(key(place, List.of("other.local"), NOW)).isNotEqualTo(made.key());
    Object second = key(place, List.of("other.local"), NOW);
    assertThat(key(place, List.of("other.local"), NOW.plus(Duration.ofDays(800))))
        .isNotEqualTo(second);
  }

  private static Object key(Path folder, List<String> names, Instant now) throws IOException {
    return new IdentityFiles(SelfSigned.in(folder, names, now)).read().key();
  }

  @Test
  void selfSignedKey_isItsOwnersOnly() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("made/key.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void nothingSecret_isPrinted() {
    assertThat(new TlsConfig(certificate, Optional.empty(), "secret").toString())
        .doesNotContain("secret");
    assertThat(made.toString()).isEqualTo("identity-1 for CN=swarmdrive");
  }
}
