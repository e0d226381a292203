package swarmdrive.archive.zip.crypt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts as the archives' makers do, with other means than what decrypts. */
public final class Encryptors {
  private Encryptors() {}

  /** Header and data, traditional. */
  public static byte[] traditional(byte[] data, byte[] password, int check, long seed) {
    long[] keys = {0x12345678L, 0x23456789L, 0x34567890L};
    for (byte b : password) {
      update(keys, b & 0xff);
    }
    byte[] plain = new byte[12 + data.length];
    new Random(seed).nextBytes(plain);
    plain[11] = (byte) check;
    System.arraycopy(data, 0, plain, 12, data.length);
    for (int i = 0; i < plain.length; i++) {
      int value = plain[i] & 0xff;
      long temp = (keys[2] | 2) & 0xffff;
      plain[i] = (byte) (value ^ (temp * (temp ^ 1) >> 8));
      update(keys, value);
    }
    return plain;
  }

  private static void update(long[] keys, int value) {
    keys[0] = crc(keys[0], value);
    keys[1] = (keys[1] + (keys[0] & 0xff)) * 134775813L + 1 & 0xffffffffL;
    keys[2] = crc(keys[2], (int) (keys[1] >> 24));
  }

  /** One step of the checksum without its inversions, bit by bit. */
  private static long crc(long crc, int value) {
    long next = crc ^ value;
    for (int i = 0; i < 8; i++) {
      next = next % 2 == 0 ? next >> 1 : next >> 1 ^ 0xedb88320L;
    }
    return next;
  }

  /** Salt, verifier, data and code. */
  public static byte[] aes(byte[] data, String password, int strength, long seed) {
    int keyBytes = 8 + 8 * strength;
    byte[] salt = new byte[keyBytes / 2];
    new Random(seed).nextBytes(salt);
    try {
      byte[] keys =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
              .generateSecret(
                  new PBEKeySpec(password.toCharArray(), salt, 1000, 8 * (2 * keyBytes + 2)))
              .getEncoded();
      byte[] encrypted = counted(data, Arrays.copyOf(keys, keyBytes));
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(keys, keyBytes, keyBytes, "HmacSHA1"));
      return ByteBuffer.allocate(salt.length + 2 + data.length + 10)
          .put(salt)
          .put(keys, 2 * keyBytes, 2)
          .put(encrypted)
          .put(mac.doFinal(encrypted), 0, 10)
          .array();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] counted(byte[] data, byte[] key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    byte[] out = data.clone();
    for (int at = 0; at < data.length; at += 16) {
      ByteBuffer counter = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      byte[] stream = cipher.doFinal(counter.putInt(0, at / 16 + 1).array());
      for (int i = at; i < Math.min(at + 16, data.length); i++) {
        out[i] ^= stream[i - at];
      }
    }
    return out;
  }

  /** The extra field that goes with it. */
  public static byte[] aesField(int version, int strength, int method) {
    return ByteBuffer.allocate(11)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) 0x9901)
        .putShort((short) 7)
        .putShort((short) version)
        .put("AE".getBytes(StandardCharsets.US_ASCII))
        .put((byte) strength)
        .putShort((short) method)
        .array();
  }

  public static int crc(byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(data);
    return (int) crc.getValue();
  }
}
