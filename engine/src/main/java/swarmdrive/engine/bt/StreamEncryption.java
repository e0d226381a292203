package swarmdrive.engine.bt;

import bt.metainfo.TorrentId;
import bt.protocol.crypto.MSECipher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;

/**
 * Message stream encryption (MSE/PE). Here because bt-core's negotiation depends on how bytes fall
 * into packets, and sleeps between reads; the cipher is bt-core's. Blocks; used on virtual threads.
 */
final class StreamEncryption {
  private static final BigInteger PRIME =
      new BigInteger(
          "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
              + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A63A36210000000000090563",
          16);
  private static final int KEY_LENGTH = 96;
  private static final int PRIVATE_KEY_BITS = 160;
  private static final int MAX_PADDING = 512;
  private static final byte[] VERIFICATION = new byte[8];
  private static final int PLAINTEXT = 1;
  private static final int RC4 = 2;

  private final SecureRandom random = new SecureRandom();

  private record Keys(BigInteger secret, byte[] open) {}

  private Keys keys() {
    BigInteger secret = new BigInteger(PRIVATE_KEY_BITS, random);
    return new Keys(secret, fixed(BigInteger.TWO.modPow(secret, PRIME)));
  }

  private static byte[] fixed(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] padded = new byte[KEY_LENGTH];
    int count = Math.min(bytes.length, KEY_LENGTH);
    System.arraycopy(bytes, bytes.length - count, padded, KEY_LENGTH - count, count);
    return padded;
  }

  private static byte[] shared(Keys ours, byte[] theirs) throws IOException {
    BigInteger open = new BigInteger(1, theirs);
    if (open.compareTo(BigInteger.ONE) <= 0
        || open.compareTo(PRIME.subtract(BigInteger.ONE)) >= 0) {
      throw new IOException("peer sent a worthless key");
    }
    return fixed(open.modPow(ours.secret, PRIME));
  }

  private byte[] withPadding(byte[] bytes) {
    byte[] padding = new byte[random.nextInt(MAX_PADDING + 1)];
    random.nextBytes(padding);
    return join(bytes, padding);
  }

  /** Negotiates as the one who connected. The channel is encrypted afterwards. */
  void initiate(HandshakeChannel channel, TorrentId torrent) throws IOException {
    Keys keys = keys();
    channel.write(withPadding(keys.open));
    byte[] secret = shared(keys, channel.read(KEY_LENGTH));
    MSECipher cipher = MSECipher.forInitiator(secret, torrent);
    byte[] offer = join(VERIFICATION, new byte[] {0, 0, 0, RC4}, new byte[2], new byte[2]);
    channel.write(
        join(
            sha1("req1", secret),
            obfuscated(torrent, secret),
            cipher.getEncryptionCipher().update(offer)));
    // the answer begins with the encrypted verification constant, somewhere behind the padding
    synchronizeOn(
        channel,
        MSECipher.forInitiator(secret, torrent).getDecryptionCipher().update(VERIFICATION));
    cipher.getDecryptionCipher().update(VERIFICATION);
    channel.encrypt(cipher);
    int chosen = ByteBuffer.wrap(channel.read(4)).getInt();
    if (chosen != RC4) {
      throw new IOException("peer chose stream cipher " + chosen);
    }
    skipPadding(channel);
  }

  /**
   * Negotiates as the one who was connected to; the torrent is one of those known. The channel is
   * encrypted afterwards.
   */
  void accept(HandshakeChannel channel, Collection<TorrentId> known) throws IOException {
    byte[] theirs = channel.read(KEY_LENGTH);
    Keys keys = keys();
    byte[] secret = shared(keys, theirs);
    channel.write(withPadding(keys.open));
    synchronizeOn(channel, sha1("req1", secret));
    byte[] wanted = channel.read(20);
    TorrentId torrent =
        known.stream()
            .filter(id -> Arrays.equals(obfuscated(id, secret), wanted))
            .findFirst()
            .orElseThrow(() -> new IOException("peer wants a torrent that is not here"));
    channel.encrypt(MSECipher.forReceiver(secret, torrent));
    if (!Arrays.equals(channel.read(VERIFICATION.length), VERIFICATION)) {
      throw new IOException("peer's encryption is damaged");
    }
    int offered = ByteBuffer.wrap(channel.read(4)).getInt();
    skipPadding(channel);
    // the initial payload follows; it is the handshake, or the beginning of it
    channel.read(2);
    if ((offered & RC4) == 0) {
      throw new IOException("peer offers no stream cipher we know: " + (offered & PLAINTEXT));
    }
    channel.write(join(VERIFICATION, new byte[] {0, 0, 0, RC4}, new byte[2]));
  }

  private static void skipPadding(HandshakeChannel channel) throws IOException {
    int length = Short.toUnsignedInt(ByteBuffer.wrap(channel.read(2)).getShort());
    if (length > MAX_PADDING) {
      throw new IOException("peer sent " + length + " bytes of padding");
    }
    channel.read(length);
  }

  private static void synchronizeOn(HandshakeChannel channel, byte[] mark) throws IOException {
    for (int skipped = 0; skipped <= MAX_PADDING; skipped++) {
      if (Arrays.equals(channel.peek(mark.length), mark)) {
        channel.read(mark.length);
        return;
      }
      channel.read(1);
    }
    throw new IOException("peer's encryption does not synchronize");
  }

  private static byte[] obfuscated(TorrentId torrent, byte[] secret) {
    byte[] one = sha1("req2", torrent.getBytes());
    byte[] two = sha1("req3", secret);
    for (int i = 0; i < one.length; i++) {
      one[i] ^= two[i];
    }
    return one;
  }

  private static byte[] sha1(String label, byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(label.getBytes(StandardCharsets.US_ASCII));
      return digest.digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
