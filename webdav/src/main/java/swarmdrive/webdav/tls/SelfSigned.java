package swarmdrive.webdav.tls;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import swarmdrive.webdav.TlsConfig;

/** Makes a certificate that vouches for itself; users have to import or accept it. */
public final class SelfSigned {
  /** Apple accepts at most 825 days, from whomever it is. */
  private static final Duration LIFE = Duration.ofDays(820);

  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

  private SelfSigned() {}

  /**
   * The certificate in that folder; a new one if there is none, it does not have all the names, or
   * it is about to expire.
   */
  public static TlsConfig in(Path folder, List<String> names, Instant now) throws IOException {
    TlsConfig config =
        new TlsConfig(
            folder.resolve("certificate.pem"), Optional.of(folder.resolve("key.pem")), "");
    Set<String> all = new LinkedHashSet<>(LOOPBACK);
    all.addAll(names);
    if (!isGood(config, all, now)) {
      Files.createDirectories(folder);
      make(config, all, now);
    }
    return config;
  }

  private static boolean isGood(TlsConfig config, Set<String> names, Instant now) {
    try {
      X509Certificate certificate = new IdentityFiles(config).read().chain().getFirst();
      String subject = certificate.getSubjectX500Principal().getName();
      boolean named = names.stream().allMatch(name -> isIn(certificate, name));
      return named
          && subject.equals("CN=swarmdrive")
          && certificate.getNotAfter().toInstant().isAfter(now.plus(RENEWED_BEFORE));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isIn(X509Certificate certificate, String name) {
    try {
      return certificate.getSubjectAlternativeNames().stream()
          .map(entry -> String.valueOf(entry.get(1)))
          .anyMatch(entry -> isSame(entry, name));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean isSame(String entry, String name) {
    return InetAddresses.isInetAddress(entry) && InetAddresses.isInetAddress(name)
        ? InetAddresses.forString(entry).equals(InetAddresses.forString(name))
        : entry.equals(name);
  }

  private static void make(TlsConfig config, Set<String> names, Instant now) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      X509Certificate certificate = sign(pair, names, now);
      writePrivately(
          config.key().orElseThrow(), pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
      Files.writeString(config.certificate(), pem(certificate));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("Cannot make a certificate: " + e.getMessage(), e);
    }
  }

  private static X509Certificate sign(KeyPair pair, Set<String> names, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    X500Name self = new X500Name("CN=swarmdrive");
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            self,
            new BigInteger(120, new SecureRandom()),
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(LIFE)),
            self,
            pair.getPublic());
    GeneralName[] general = names.stream().map(SelfSigned::general).toArray(GeneralName[]::new);
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(general));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
  }

  private static GeneralName general(String name) {
    boolean address = InetAddresses.isInetAddress(name);
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private static String pem(Object part) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(part);
    }
    return text.toString();
  }

  /** From its first byte on nobody else may read it. */
  private static void writePrivately(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, text);
  }
}
