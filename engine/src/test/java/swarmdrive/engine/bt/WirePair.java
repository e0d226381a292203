package swarmdrive.engine.bt;

import bt.protocol.Message;
import bt.protocol.StandardBittorrentProtocol;
import bt.protocol.handler.MessageHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A real connection on loopback: our side on a swarm thread, the other side a plain socket in the
 * hands of the test.
 */
final class WirePair implements AutoCloseable {
  static final MessageHandler<Message> CODEC = new StandardBittorrentProtocol(Map.of());
  final SocketChannel far;
  final PeerLoop loop;
  final RecordedEvents events = new RecordedEvents();
  final WireLink link;

  WirePair() throws Exception {
    SocketChannel near;
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      near = SocketChannel.open(server.getLocalAddress());
      far = server.accept();
    }
    loop = new PeerLoop(() -> Long.MAX_VALUE, System::nanoTime);
    loop.start();
    link = new WireLink((InetSocketAddress) near.getRemoteAddress(), false, CODEC, true);
    WireConnection wire =
        new WireConnection(loop, near, Optional.empty(), ByteBuffer.allocate(0), link);
    CompletableFuture<Void> ready = new CompletableFuture<>();
    loop.execute(
        () -> {
          try {
            link.begin(wire, new ExtensionHandshake(6881, 12345, true));
            link.receive(events);
            loop.register(wire, near);
            ready.complete(null);
          } catch (IOException | RuntimeException e) {
            ready.completeExceptionally(e);
          }
        });
    ready.get(10, TimeUnit.SECONDS);
  }

  /** Says something on the swarm thread. */
  void say(Runnable what) {
    loop.execute(what);
  }

  void send(byte... bytes) throws IOException {
    send(ByteBuffer.wrap(bytes));
  }

  void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      far.write(bytes);
    }
  }

  ByteBuffer receive(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (far.read(bytes) < 0) {
        throw new IOException("closed after " + bytes.position());
      }
    }
    return bytes.flip();
  }

  /** The next message without its length. */
  ByteBuffer receiveMessage() throws IOException {
    return receive(receive(4).getInt());
  }

  static void eventually(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("time is over");
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() throws IOException {
    far.close();
    loop.close();
  }
}
