package swarmdrive.app.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import swarmdrive.app.testing.TestClock;

/** Packets are strangers'. */
final class UdpTrackerProperties {
  private final TestClock clock = new TestClock(Instant.parse("2024-01-01T00:00:30Z"));
  private final UdpAnswers answers = new UdpAnswers(new Swarms(clock), clock);

  @Property
  void anyPacket_isAnsweredBriefly_orNot(@ForAll @Size(max = 200) byte[] packet) {
    InetSocketAddress from = new InetSocketAddress("192.0.2.1", 4000);
    Optional<byte[]> answer = answers.to(packet, from);
    answer.ifPresent(bytes -> assertThat(bytes.length).isLessThan(100));
    byte[] known = packet.clone();
    if (known.length >= 16) {
      byte[] connect = ByteBuffer.allocate(16).putLong(0x41727101980L).putInt(0).putInt(7).array();
      long id = ByteBuffer.wrap(answers.to(connect, from).orElseThrow()).getLong(8);
      ByteBuffer.wrap(known).putLong(id);
      answers.to(known, from).ifPresent(bytes -> assertThat(bytes.length).isLessThan(200));
    }
  }
}
