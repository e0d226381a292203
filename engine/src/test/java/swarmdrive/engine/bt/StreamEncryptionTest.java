package swarmdrive.engine.bt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bt.metainfo.TorrentId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class StreamEncryptionTest {
  private static final TorrentId TORRENT = TorrentId.fromBytes(new byte[20]);
  private final StreamEncryption encryption = new StreamEncryption();
  private SocketChannel near;
  private SocketChannel far;

  @BeforeEach
  void connect() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      near = SocketChannel.open(server.getLocalAddress());
      far = server.accept();
    }
  }

  @AfterEach
  void close() throws IOException {
    near.close();
    far.close();
  }

  private interface Step {
    void run() throws IOException;
  }

  private static CompletableFuture<Void> start(Step step) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            step.run();
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        },
        Thread::startVirtualThread);
  }

  @RepeatedTest(20)
  void bothSides_afterNegotiation_understandEachOther() throws Exception {
    HandshakeChannel one = new HandshakeChannel(near);
    HandshakeChannel two = new HandshakeChannel(far);
    CompletableFuture<Void> accepting =
        start(() -> encryption.accept(two, List.of(TorrentId.fromBytes(other()), TORRENT)));
    encryption.initiate(one, TORRENT);
    accepting.get(10, TimeUnit.SECONDS);
    one.write("from the one".getBytes(StandardCharsets.US_ASCII));
    two.write("from the other".getBytes(StandardCharsets.US_ASCII));
    assertThat(new String(two.read(12), StandardCharsets.US_ASCII)).isEqualTo("from the one");
    assertThat(new String(one.read(14), StandardCharsets.US_ASCII)).isEqualTo("from the other");
    assertThat(one.rest().hasRemaining()).isFalse();
  }

  private static byte[] other() {
    byte[] id = new byte[20];
    id[3] = 7;
    return id;
  }

  @Test
  void bytesOnTheWire_afterNegotiation_areNotPlain() throws Exception {
    HandshakeChannel one = new HandshakeChannel(near);
    HandshakeChannel two = new HandshakeChannel(far);
    CompletableFuture<Void> accepting = start(() -> encryption.accept(two, List.of(TORRENT)));
    encryption.initiate(one, TORRENT);
    accepting.get(10, TimeUnit.SECONDS);
    one.write("BitTorrent protocol".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer raw = ByteBuffer.allocate(19);
    while (raw.hasRemaining()) {
      far.read(raw);
    }
    assertThat(new String(raw.array(), StandardCharsets.ISO_8859_1)).doesNotContain("BitTorrent");
  }

  @Test
  void unknownTorrent_isRefused() {
    HandshakeChannel one = new HandshakeChannel(near);
    HandshakeChannel two = new HandshakeChannel(far);
    start(() -> encryption.initiate(one, TORRENT));
    CompletableFuture<Void> accepting =
        start(() -> encryption.accept(two, List.of(TorrentId.fromBytes(other()))));
    assertThatThrownBy(() -> accepting.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("not here");
  }

  @Test
  void worthlessKey_isRefused() throws IOException {
    near.write(ByteBuffer.wrap(new byte[96]));
    assertThatThrownBy(() -> encryption.accept(new HandshakeChannel(far), List.of(TORRENT)))
        .hasMessageContaining("worthless");
  }

  @Test
  void noise_endsInAnError() throws IOException {
    byte[] noise = new byte[2000];
    new java.util.Random(5).nextBytes(noise);
    near.write(ByteBuffer.wrap(noise));
    assertThatThrownBy(() -> encryption.accept(new HandshakeChannel(far), List.of(TORRENT)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("synchronize");
  }
}
