package swarmdrive.engine.bt;

import bt.protocol.crypto.MSECipher;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.crypto.Cipher;

/**
 * A connection during its handshakes: blocking, exact reads; encrypted once both sides agreed. Used
 * by one virtual thread.
 */
final class HandshakeChannel {
  private final SocketChannel channel;
  private final ByteBuffer received = ByteBuffer.allocate(8 << 10).flip();
  private Optional<MSECipher> cipher = Optional.empty();

  HandshakeChannel(SocketChannel channel) {
    this.channel = channel;
  }

  SocketChannel channel() {
    return channel;
  }

  Optional<MSECipher> cipher() {
    return cipher;
  }

  /**
   * From now on everything is encrypted both ways; what was read from the network but not from here
   * is decrypted.
   */
  void encrypt(MSECipher agreed) {
    cipher = Optional.of(agreed);
    ByteBuffer rest = received.slice();
    update(agreed.getDecryptionCipher(), rest);
  }

  byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    int count = 0;
    while (count < length) {
      if (!received.hasRemaining()) {
        fill();
      }
      int part = Math.min(length - count, received.remaining());
      received.get(bytes, count, part);
      count += part;
    }
    return bytes;
  }

  /** The next bytes, which will be read again. */
  byte[] peek(int length) throws IOException {
    while (received.remaining() < length) {
      fill();
    }
    byte[] bytes = new byte[length];
    received.get(received.position(), bytes);
    return bytes;
  }

  private void fill() throws IOException {
    received.compact();
    int from = received.position();
    int count = channel.read(received);
    received.flip();
    if (count < 0) {
      throw new EOFException("peer closed the connection during the handshake");
    }
    cipher.ifPresent(agreed -> update(agreed.getDecryptionCipher(), received.slice(from, count)));
  }

  void write(byte[] bytes) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(bytes.clone());
    cipher.ifPresent(agreed -> update(agreed.getEncryptionCipher(), out.duplicate()));
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** What came after the handshakes, decrypted. */
  ByteBuffer rest() {
    return ByteBuffer.allocate(received.remaining()).put(received).flip();
  }

  private static void update(Cipher stream, ByteBuffer bytes) {
    try {
      stream.update(bytes.duplicate(), bytes);
    } catch (javax.crypto.ShortBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
