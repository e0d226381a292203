package swarmdrive.app.tracker;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers announces over UDP (BEP 15). One thread, which waits for packets only. */
final class UdpTracker implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(UdpTracker.class);
  private static final int LARGEST_PACKET = 2_048;
  private static final Duration STOP = Duration.ofSeconds(2);

  private final DatagramSocket socket;
  private final UdpAnswers answers;
  private final Thread thread;

  private UdpTracker(DatagramSocket socket, UdpAnswers answers) {
    this.socket = socket;
    this.answers = answers;
    this.thread = Thread.ofPlatform().daemon().name("udp-tracker").unstarted(this::run);
  }

  /**
   * Listens.
   *
   * @throws IOException if it cannot
   */
  static UdpTracker start(InetSocketAddress listen, UdpAnswers answers) throws IOException {
    UdpTracker tracker = new UdpTracker(new DatagramSocket(listen), answers);
    tracker.thread.start();
    return tracker;
  }

  private void run() {
    byte[] bytes = new byte[LARGEST_PACKET];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        socket.receive(packet);
        answer(packet);
      } catch (SocketException e) {
        // closed; or the last answer could not be delivered, which concerns its receiver alone
      } catch (IOException | RuntimeException e) {
        log.atDebug().addKeyValue("problem", e).log("a packet is lost");
      }
    }
  }

  private void answer(DatagramPacket packet) throws IOException {
    InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
    Optional<byte[]> answer =
        answers.to(java.util.Arrays.copyOf(packet.getData(), packet.getLength()), from);
    if (answer.isPresent()) {
      socket.send(new DatagramPacket(answer.get(), answer.get().length, from));
    }
  }

  @Override
  public void close() {
    socket.close();
    try {
      thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
