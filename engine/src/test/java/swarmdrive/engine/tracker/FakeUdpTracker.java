package swarmdrive.engine.tracker;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tracker of BEP 15 on a loopback address, that answers as it is told to. */
final class FakeUdpTracker implements AutoCloseable {
  /** What to send for a request; none or several datagrams. */
  interface Answers {
    List<byte[]> to(ByteBuffer request);
  }

  private final DatagramSocket socket;
  final List<byte[]> announces = new CopyOnWriteArrayList<>();
  final List<InetSocketAddress> senders = new CopyOnWriteArrayList<>();

  FakeUdpTracker(InetAddress address, Answers answers) throws SocketException {
    socket = new DatagramSocket(new InetSocketAddress(address, 0));
    Thread.ofVirtual().start(() -> run(answers));
  }

  /** Connects, and answers announces with these bytes behind the transaction. */
  static Answers announcing(byte... body) {
    return request -> List.of(isConnect(request) ? connected(request) : answer(1, request, body));
  }

  static boolean isConnect(ByteBuffer request) {
    return request.remaining() == 16;
  }

  static byte[] connected(ByteBuffer request) {
    return answer(0, request, ByteBuffer.allocate(8).putLong(77).array());
  }

  static byte[] answer(int action, ByteBuffer request, byte... body) {
    int transaction = request.getInt(12);
    return ByteBuffer.allocate(8 + body.length)
        .putInt(action)
        .putInt(transaction)
        .put(body)
        .array();
  }

  private void run(Answers answers) {
    byte[] bytes = new byte[2000];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        socket.receive(packet);
        ByteBuffer request = ByteBuffer.wrap(bytes, 0, packet.getLength()).slice();
        if (!isConnect(request)) {
          byte[] copy = new byte[request.remaining()];
          request.get(0, copy);
          announces.add(copy);
          senders.add((InetSocketAddress) packet.getSocketAddress());
        }
        for (byte[] answer : new ArrayList<>(answers.to(request))) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    socket.close();
  }
}
