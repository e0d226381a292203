package swarmdrive.engine.bt;

import bt.protocol.crypto.MSECipher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/**
 * A peer connection after the handshake: frames in, frames out, never waiting. Messages go out
 * together at the end of a round. Runs on the swarm thread.
 */
final class WireConnection {
  /** What the connection tells. Never called from within a call to the connection. */
  interface Listener {
    /**
     * @param frame a whole message, its length first, never a keep-alive; valid during the call
     *     only
     * @throws RuntimeException closes the connection
     */
    void frame(ByteBuffer frame);

    /** Everything that was sent, more than a few small messages, was taken by the network. */
    void drained();

    void closed(String reason);
  }

  /** Longest message that is accepted: the bit field of 16 million pieces. */
  static final int MAX_FRAME = 2 << 20;

  /** Bytes read in one go, so that one fast peer does not starve the others. */
  private static final int READS_IN_A_ROW = 4;

  private static final int SMALL_MESSAGES = 4 << 10;
  private static final int GATHERED = 64;

  private final PeerLoop loop;
  private final SocketChannel channel;
  private final @Nullable Cipher decrypt;
  private final @Nullable Cipher encrypt;
  private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
  private @Nullable ByteBuffer open;
  private @Nullable ByteBuffer partial;
  private @Nullable SelectionKey key;
  private final Listener listener;
  private int unsentBytes;
  private boolean flushing;
  private boolean closing;

  /**
   * @param early bytes, decrypted, that came with the handshake
   */
  WireConnection(
      PeerLoop loop,
      SocketChannel channel,
      Optional<MSECipher> cipher,
      ByteBuffer early,
      Listener listener) {
    this.loop = loop;
    this.channel = channel;
    this.decrypt = cipher.map(MSECipher::getDecryptionCipher).orElse(null);
    this.encrypt = cipher.map(MSECipher::getEncryptionCipher).orElse(null);
    this.partial = early.hasRemaining() ? early : null;
    this.listener = listener;
  }

  void registered(SelectionKey selectionKey) {
    key = selectionKey;
  }

  /** Frames that came with the handshake. */
  void readEarly() {
    if (partial != null) {
      ByteBuffer early = partial;
      partial = null;
      try {
        parse(early);
      } catch (RuntimeException e) {
        close(String.valueOf(e.getMessage()));
      }
    }
  }

  void readable(ByteBuffer buffer) {
    try {
      for (int i = 0; i < READS_IN_A_ROW && !closing; i++) {
        if (!readOnce(buffer)) {
          return;
        }
      }
    } catch (IOException | RuntimeException e) {
      close(String.valueOf(e.getMessage()));
    }
  }

  /** True if the buffer was filled, so that there may be more. */
  private boolean readOnce(ByteBuffer shared) throws IOException {
    ByteBuffer buffer = shared.clear();
    if (partial != null) {
      buffer = withPartial(shared, partial);
      partial = null;
    }
    int from = buffer.position();
    int count = channel.read(buffer);
    if (count < 0) {
      close("peer closed the connection");
      return false;
    }
    boolean full = !buffer.hasRemaining();
    buffer.flip();
    decrypt(buffer, from);
    parse(buffer);
    return full;
  }

  private static ByteBuffer withPartial(ByteBuffer shared, ByteBuffer rest) {
    boolean fits = rest.remaining() < shared.capacity() / 2;
    return (fits ? shared : ByteBuffer.allocate(MAX_FRAME + PeerLoop.READ_BUFFER)).put(rest);
  }

  private void decrypt(ByteBuffer buffer, int from) {
    if (decrypt != null && buffer.limit() > from) {
      mutate(decrypt, buffer.slice(from, buffer.limit() - from));
    }
  }

  private static void mutate(Cipher cipher, ByteBuffer bytes) {
    try {
      cipher.update(bytes.duplicate(), bytes);
    } catch (ShortBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private void parse(ByteBuffer buffer) {
    int limit = buffer.limit();
    while (buffer.remaining() >= 4 && !closing) {
      int start = buffer.position();
      int length = buffer.getInt(start);
      if (length < 0 || length > MAX_FRAME) {
        throw new IllegalArgumentException(
            "sent a message of " + Integer.toUnsignedString(length) + " bytes");
      }
      if (buffer.remaining() - 4 < length) {
        break;
      }
      if (length > 0) {
        listener.frame(buffer.slice(start, 4 + length));
      }
      buffer.limit(limit).position(start + 4 + length);
    }
    if (buffer.hasRemaining() && !closing) {
      partial = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
    }
  }

  /**
   * A buffer to put one message of at most so many bytes into; it is sent at the end of the round.
   */
  ByteBuffer out(int length) {
    if (open == null || open.remaining() < length) {
      seal();
      open = ByteBuffer.allocate(Math.max(SMALL_MESSAGES, length));
    }
    if (!flushing) {
      flushing = true;
      loop.flushLater(this);
    }
    return open;
  }

  /** Sends bytes as they are after what was put before. */
  void send(ByteBuffer bytes) {
    out(0);
    seal();
    enqueue(encrypt == null ? bytes : copyOf(bytes));
  }

  private static ByteBuffer copyOf(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }

  private void seal() {
    if (open != null && open.position() > 0) {
      enqueue(open.flip());
    }
    open = null;
  }

  private void enqueue(ByteBuffer bytes) {
    if (encrypt != null) {
      mutate(encrypt, bytes.duplicate());
    }
    unsent.add(bytes);
    unsentBytes += bytes.remaining();
  }

  int unsentBytes() {
    return unsentBytes;
  }

  void flush() {
    flushing = false;
    if (!closing && key != null) {
      seal();
      writeAndTell(SMALL_MESSAGES);
    }
  }

  void writable() {
    writeAndTell(0);
  }

  /** Whoever held back because of what is unsent goes on, whichever write was the last one. */
  private void writeAndTell(int unnoticed) {
    boolean told = unsentBytes > unnoticed;
    write();
    if (told && unsentBytes == 0 && !closing) {
      listener.drained();
    }
  }

  private void write() {
    try {
      boolean progress = true;
      while (!unsent.isEmpty() && progress) {
        long count = channel.write(gathered());
        unsentBytes -= (int) count;
        progress = count > 0;
        while (!unsent.isEmpty() && !unsent.peek().hasRemaining()) {
          unsent.remove();
        }
      }
      interest(
          unsent.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    } catch (IOException e) {
      close(String.valueOf(e.getMessage()));
    }
  }

  private ByteBuffer[] gathered() {
    return unsent.stream().limit(GATHERED).toArray(ByteBuffer[]::new);
  }

  private void interest(int operations) {
    if (key != null && key.isValid() && key.interestOps() != operations) {
      key.interestOps(operations);
    }
  }

  /** Closes the connection; what was said before is still sent if the network takes it at once. */
  void close(String reason) {
    if (!closing) {
      closing = true;
      sendLast();
      loop.execute(() -> closeNow(reason));
    }
  }

  private void sendLast() {
    try {
      seal();
      channel.write(gathered());
    } catch (IOException e) {
      // the peer is gone before us
    }
  }

  private void closeNow(String reason) {
    try {
      channel.close();
    } catch (IOException e) {
      // the connection is gone either way
    }
    unsent.clear();
    unsentBytes = 0;
    partial = null;
    listener.closed(reason);
  }
}
