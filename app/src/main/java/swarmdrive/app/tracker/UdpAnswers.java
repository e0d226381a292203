package swarmdrive.app.tracker;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import swarmdrive.engine.InfoHash;

/**
 * What is answered to each packet of BEP 15. A connection id is a code over the sender's address
 * and the minute, so that nobody can announce in another's name and nothing is stored for who has
 * not shown where it is. Used by one thread.
 */
final class UdpAnswers {
  private static final long PROTOCOL = 0x41727101980L;
  private static final int CONNECT = 0;
  private static final int ANNOUNCE = 1;
  private static final int SCRAPE = 2;
  private static final int ERROR = 3;
  private static final int HEAD = 16;
  private static final int ANNOUNCE_LENGTH = 98;
  private static final int STOPPED = 3;
  private static final int MOST_SCRAPED = 74;
  private static final long ID_SECONDS = 60;

  private final Swarms swarms;
  private final InstantSource clock;
  private final Mac mac;

  UdpAnswers(Swarms swarms, InstantSource clock) {
    this.swarms = swarms;
    this.clock = clock;
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    try {
      this.mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer; empty for what is no request. */
  Optional<byte[]> to(byte[] packet, InetSocketAddress from) {
    if (packet.length < HEAD) {
      return Optional.empty();
    }
    ByteBuffer request = ByteBuffer.wrap(packet);
    long id = request.getLong();
    int action = request.getInt();
    int transaction = request.getInt();
    if (action == CONNECT) {
      return id == PROTOCOL ? Optional.of(connect(transaction, from)) : Optional.empty();
    }
    if (!isKnown(id, from)) {
      return Optional.of(error(transaction, "connection id is old: connect again"));
    }
    return Optional.of(
        switch (action) {
          case ANNOUNCE -> announce(request, transaction, from);
          case SCRAPE -> scrape(request, transaction);
          default -> error(transaction, "unknown action");
        });
  }

  private byte[] connect(int transaction, InetSocketAddress from) {
    return ByteBuffer.allocate(HEAD)
        .putInt(CONNECT)
        .putInt(transaction)
        .putLong(id(from, minute()))
        .array();
  }

  /** Ids hold for a minute at least and two at most, as BEP 15 wants it. */
  private boolean isKnown(long id, InetSocketAddress from) {
    long minute = minute();
    return id == id(from, minute) || id == id(from, minute - 1);
  }

  private long minute() {
    return Math.floorDiv(clock.instant().getEpochSecond(), ID_SECONDS);
  }

  private long id(InetSocketAddress from, long minute) {
    mac.update(from.getAddress().getAddress());
    mac.update(ByteBuffer.allocate(12).putInt(from.getPort()).putLong(minute).array());
    return ByteBuffer.wrap(mac.doFinal()).getLong();
  }

  private byte[] announce(ByteBuffer request, int transaction, InetSocketAddress from) {
    if (request.limit() < ANNOUNCE_LENGTH) {
      return error(transaction, "announce is too short");
    }
    byte[] infoHash = new byte[InfoHash.LENGTH];
    request.get(infoHash);
    long left = request.getLong(64);
    int event = request.getInt(80);
    int wanted = request.getInt(92);
    int port = Short.toUnsignedInt(request.getShort(96));
    if (port == 0) {
      return error(transaction, "port must be from 1 to 65535");
    }
    Swarms.Answer answer =
        swarms.announce(
            new Announce(
                InfoHash.of(infoHash),
                new InetSocketAddress(from.getAddress(), port),
                left == 0,
                event == STOPPED,
                wanted < 0 ? Announce.USUALLY_WANTED : Math.min(wanted, Announce.MOST_WANTED)));
    return announced(answer, transaction, from.getAddress() instanceof Inet6Address);
  }

  private static byte[] announced(Swarms.Answer answer, int transaction, boolean six) {
    List<InetSocketAddress> peers =
        answer.peers().stream()
            .filter(peer -> peer.getAddress() instanceof Inet6Address == six)
            .toList();
    ByteBuffer bytes = ByteBuffer.allocate(20 + peers.size() * (six ? 18 : 6));
    bytes.putInt(ANNOUNCE).putInt(transaction).putInt((int) Swarms.INTERVAL.toSeconds());
    bytes.putInt(answer.incomplete()).putInt(answer.complete());
    for (InetSocketAddress peer : peers) {
      InetAddress address = peer.getAddress();
      bytes.put(address.getAddress()).putShort((short) peer.getPort());
    }
    return bytes.array();
  }

  private byte[] scrape(ByteBuffer request, int transaction) {
    int count = Math.min((request.limit() - HEAD) / InfoHash.LENGTH, MOST_SCRAPED);
    ByteBuffer bytes = ByteBuffer.allocate(8 + count * 12).putInt(SCRAPE).putInt(transaction);
    for (int i = 0; i < count; i++) {
      byte[] infoHash = new byte[InfoHash.LENGTH];
      request.get(infoHash);
      Swarms.Answer answer = swarms.look(InfoHash.of(infoHash));
      bytes.putInt(answer.complete()).putInt(0).putInt(answer.incomplete());
    }
    return bytes.array();
  }

  private static byte[] error(int transaction, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(8 + text.length).putInt(ERROR).putInt(transaction).put(text).array();
  }
}
