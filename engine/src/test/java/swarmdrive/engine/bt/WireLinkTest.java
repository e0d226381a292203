package swarmdrive.engine.bt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireLinkTest {
  private WirePair pair;

  @BeforeEach
  void connect() throws Exception {
    pair = new WirePair();
  }

  @AfterEach
  void close() throws Exception {
    pair.close();
  }

  private static ByteBuffer message(int type, byte... payload) {
    return ByteBuffer.allocate(5 + payload.length)
        .putInt(1 + payload.length)
        .put((byte) type)
        .put(payload)
        .flip();
  }

  private static ByteBuffer extension(int id, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(6 + bytes.length)
        .putInt(2 + bytes.length)
        .put((byte) 20)
        .put((byte) id)
        .put(bytes)
        .flip();
  }

  @Test
  void portMessage_namesTheNodeOfThePeer_once() throws Exception {
    List<InetSocketAddress> nodes = new CopyOnWriteArrayList<>();
    CountDownLatch told = new CountDownLatch(1);
    pair.say(
        () -> {
          pair.link.tellNodes(nodes::add);
          told.countDown();
        });
    assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    pair.send(message(9, (byte) 0, (byte) 0));
    pair.send(message(9, (byte) 0x9a, (byte) 1));
    pair.send(message(9, (byte) 0x9a, (byte) 2));
    pair.send(message(1));
    expect("unchoke");
    assertThat(nodes)
        .containsExactly(new InetSocketAddress(pair.link.address().getAddress(), 0x9a01));
  }

  @Test
  void portMessage_ofAnotherLength_endsTheConnection() throws Exception {
    pair.send(message(9, (byte) 1, (byte) 2, (byte) 3));
    WirePair.eventually(pair.events::closed);
    assertThat(pair.events.lines.getLast()).contains("port message");
  }

  @Test
  void dhtPort_isSentAsBep5Says() throws Exception {
    pair.receiveMessage(); // the extension handshake
    pair.say(() -> pair.link.dhtPort(0xabcd));
    ByteBuffer message = pair.receiveMessage();
    assertThat(message).isEqualTo(ByteBuffer.wrap(new byte[] {9, (byte) 0xab, (byte) 0xcd}));
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4);
    Arrays.stream(values).forEach(bytes::putInt);
    return bytes.array();
  }

  private void expect(String... lines) throws Exception {
    WirePair.eventually(() -> pair.events.lines.size() >= lines.length);
    assertThat(pair.events.lines).containsExactly(lines);
  }

  @Test
  void firstMessage_isOurExtensionHandshake() throws Exception {
    ByteBuffer message = pair.receiveMessage();
    assertThat(message.getShort()).isEqualTo((short) (20 << 8));
    assertThat(StandardCharsets.ISO_8859_1.decode(message).toString())
        .isEqualTo(
            "d1:md11:lt_donthavei3e11:ut_metadatai1e6:ut_pexi2ee13:metadata_sizei12345e1:pi6881e4:reqqi512e1:v10:swarmdrivee");
  }

  @Test
  void smallMessages_areUnderstood() throws Exception {
    for (int type = 0; type < 4; type++) {
      pair.send(message(type));
    }
    pair.send(message(4, ints(7)));
    pair.send(message(5, (byte) 0xA0, (byte) 1));
    pair.send(message(6, ints(1, 16384, 16384)));
    pair.send(message(8, ints(1, 16384, 16384)));
    expect(
        "choke",
        "unchoke",
        "interested",
        "not interested",
        "have 7",
        "bitfield a001",
        "request 1 16384 16384",
        "cancel 1 16384 16384");
  }

  @Test
  void keepAlivesAndUnknownMessages_arePassedOver() throws Exception {
    pair.send(new byte[4]);
    pair.send(message(99, (byte) 1, (byte) 2));
    pair.send(message(13, ints(3)));
    pair.send(message(1));
    expect("unchoke");
  }

  @Test
  void blocks_howeverTheBytesFall_arriveWhole() throws Exception {
    Random random = new Random(3);
    ByteBuffer all = ByteBuffer.allocate(4 << 20);
    String[] expected = new String[60];
    for (int i = 0; i < expected.length; i++) {
      byte[] block = new byte[1 + random.nextInt(40_000)];
      random.nextBytes(block);
      expected[i] = "block " + i + " " + 16384 * i + " " + Arrays.hashCode(block);
      all.putInt(9 + block.length).put((byte) 7).putInt(i).putInt(16384 * i).put(block);
    }
    all.flip();
    while (all.hasRemaining()) {
      int part = Math.min(all.remaining(), 1 + random.nextInt(random.nextBoolean() ? 10 : 200_000));
      pair.send(all.slice(all.position(), part));
      all.position(all.position() + part);
    }
    expect(expected);
  }

  @Test
  void whatWeSay_isOnTheWire() throws Exception {
    pair.receiveMessage();
    BitSet held = new BitSet();
    held.set(0);
    held.set(9);
    pair.say(
        () -> {
          pair.link.bitfield(held, 12);
          pair.link.interested();
          pair.link.request(1, 2, 3);
          pair.link.block(4, 5, ByteBuffer.wrap(new byte[] {6, 7}));
          pair.link.have(8);
        });
    assertThat(pair.receiveMessage()).isEqualTo(ByteBuffer.wrap(new byte[] {5, (byte) 0x80, 0x40}));
    assertThat(pair.receiveMessage()).isEqualTo(ByteBuffer.wrap(new byte[] {2}));
    assertThat(pair.receiveMessage())
        .isEqualTo(ByteBuffer.allocate(13).put((byte) 6).put(ints(1, 2, 3)).flip());
    assertThat(pair.receiveMessage())
        .isEqualTo(
            ByteBuffer.allocate(11)
                .put((byte) 7)
                .put(ints(4, 5))
                .put((byte) 6)
                .put((byte) 7)
                .flip());
    assertThat(pair.receiveMessage())
        .isEqualTo(ByteBuffer.allocate(5).put((byte) 4).put(ints(8)).flip());
  }

  @Test
  void manyBlocksToASlowReader_areAllSent_andThenDrained() throws Exception {
    pair.receiveMessage();
    byte[] block = new byte[16384];
    new Random(1).nextBytes(block);
    pair.say(
        () -> {
          for (int i = 0; i < 500; i++) {
            pair.link.block(i, 0, ByteBuffer.wrap(block));
          }
        });
    for (int i = 0; i < 500; i++) {
      ByteBuffer message = pair.receiveMessage();
      assertThat(message.getInt(1)).isEqualTo(i);
      assertThat(message.slice(9, block.length)).isEqualTo(ByteBuffer.wrap(block));
    }
    WirePair.eventually(() -> pair.events.lines.contains("drained"));
  }

  @Test
  void blockThatTheNetworkTakesAtOnce_isDrainedToo() throws Exception {
    pair.receiveMessage();
    pair.say(() -> pair.link.block(0, 0, ByteBuffer.allocate(16384)));
    WirePair.eventually(() -> pair.events.lines.contains("drained"));
  }

  @Test
  void smallMessages_areNotWorthTelling() throws Exception {
    pair.receiveMessage();
    pair.say(() -> pair.link.interested());
    assertThat(pair.receiveMessage()).isEqualTo(ByteBuffer.wrap(new byte[] {2}));
    pair.send(message(1));
    expect("unchoke");
  }

  @Test
  void extensions_areUnderstood() throws Exception {
    pair.send(
        extension(
            0, "d1:md11:ut_metadatai3e6:ut_pexi4ee13:metadata_sizei777e1:pi1234e4:reqqi99ee"));
    pair.send(extension(1, "d8:msg_typei0e5:piecei2ee"));
    pair.send(extension(1, "d8:msg_typei1e5:piecei0e10:total_sizei5eehello"));
    pair.send(extension(1, "d8:msg_typei2e5:piecei1ee"));
    pair.send(extension(2, "d5:added6:\n\0\0\1\u001a\u00e17:added.f1:\0e"));
    pair.send(extension(3, "\0\0\1\2"));
    expect(
        "extensions 1234 99 777",
        "metadata request 2",
        "metadata 0 5",
        "metadata reject 1",
        "peers [/10.0.0.1:6881]",
        "gone 258");
  }

  @Test
  void goneMessage_ofAWrongLength_endsTheConnection() throws Exception {
    pair.send(extension(3, "\0\0\1"));
    expect("closed: sent a damaged extension message: no piece number");
  }

  @Test
  void gonePiece_isToldToWhoUnderstands() throws Exception {
    pair.receiveMessage();
    pair.say(() -> pair.link.dontHave(6));
    pair.say(() -> pair.link.have(8));
    assertThat(pair.receiveMessage()).isEqualTo(ByteBuffer.wrap(new byte[] {4, 0, 0, 0, 8}));
    pair.send(extension(0, "d1:md11:lt_donthavei9eee"));
    WirePair.eventually(() -> !pair.events.lines.isEmpty());

    pair.say(() -> pair.link.dontHave(258));

    assertThat(pair.receiveMessage()).isEqualTo(ByteBuffer.wrap(new byte[] {20, 9, 0, 0, 1, 2}));
  }

  @Test
  void metadataAndPeers_goOutUnderThePeersNumbers() throws Exception {
    pair.receiveMessage();
    pair.send(extension(0, "d1:md11:ut_metadatai3e6:ut_pexi4eee"));
    WirePair.eventually(() -> !pair.events.lines.isEmpty());
    pair.say(
        () -> {
          pair.link.metadata(1, 20000, ByteBuffer.wrap(new byte[] {'x'}));
          pair.link.peerExchange(List.of(new InetSocketAddress("10.0.0.1", 6881)), List.of());
        });
    ByteBuffer metadata = pair.receiveMessage();
    assertThat(metadata.getShort()).isEqualTo((short) (20 << 8 | 3));
    assertThat(StandardCharsets.ISO_8859_1.decode(metadata).toString())
        .isEqualTo("d8:msg_typei1e5:piecei1e10:total_sizei20000eex");
    ByteBuffer peers = pair.receiveMessage();
    assertThat(peers.getShort()).isEqualTo((short) (20 << 8 | 4));
    assertThat(StandardCharsets.ISO_8859_1.decode(peers).toString())
        .startsWith("d5:added6:\n\0\0\1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i1e",
        "d1:m",
        "d1:mi5ee",
        "dddddddddd",
        "llllllllllllllllllllllllllllll",
        "d5:piecei-1ee",
        "d8:msg_typei1eee",
        "",
        "x",
        "d1:md11:ut_metadatai99999999999999999999eee"
      })
  void damagedExtensions_closeTheConnectionOrDoNothing(String payload) throws Exception {
    for (int id = 0; id < 3; id++) {
      pair.send(extension(id, payload));
      pair.send(message(1));
      int expected = id + 1;
      WirePair.eventually(
          () ->
              pair.events.closed()
                  || pair.events.lines.stream().filter("unchoke"::equals).count() == expected);
      if (pair.events.closed()) {
        return;
      }
    }
  }

  @Test
  void deeplyNestedExtension_closesTheConnection() throws Exception {
    pair.send(extension(0, "l".repeat(100_000)));
    WirePair.eventually(pair.events::closed);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, WireConnection.MAX_FRAME + 1, Integer.MAX_VALUE})
  void absurdLength_closesTheConnection(int length) throws Exception {
    pair.send(ByteBuffer.allocate(4).putInt(length).flip());
    WirePair.eventually(pair.events::closed);
  }

  @Test
  void shortMessages_closeTheConnection() throws Exception {
    pair.send(message(7, (byte) 1));
    WirePair.eventually(pair.events::closed);
  }

  @Test
  void noise_isBorneForManyConnections() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      try (WirePair noisy = new WirePair()) {
        byte[] noise = new byte[1 + random.nextInt(5000)];
        random.nextBytes(noise);
        noise[0] = 0;
        noise[Math.min(1, noise.length - 1)] = 0;
        if (noise.length > 4) {
          noise[2] = 0;
          noise[4] = (byte) random.nextInt(21);
        }
        noisy.send(noise);
        noisy.far.shutdownOutput();
        WirePair.eventually(noisy.events::closed);
      }
    }
  }

  @Test
  void peerThatHangsUp_isReportedOnce() throws Exception {
    pair.far.close();
    WirePair.eventually(pair.events::closed);
    Thread.sleep(50);
    assertThat(pair.events.lines).hasSize(1);
  }
}
