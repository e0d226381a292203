package swarmdrive.engine.bt;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.bencode.Bencode;
import swarmdrive.engine.bencode.BencodeWriter;

/**
 * The extension protocol with one peer: handshake (BEP 10), metadata (BEP 9), peer exchange (BEP
 * 11), pieces that are gone (BEP 54). bt-core's own remembers every peer for ever and trusts the
 * nesting of what it reads. Runs on the swarm thread.
 */
final class Extensions {
  static final int MESSAGE_TYPE = 20;
  private static final String CLIENT = "swarmdrive";
  private static final int HANDSHAKE = 0;

  /** The numbers under which we want to receive. */
  private static final int METADATA = 1;

  private static final int PEER_EXCHANGE = 2;
  private static final int DONT_HAVE = 3;

  /** Requests of a peer that we keep. */
  private static final int REQUEST_QUEUE = 512;

  private static final int METADATA_REQUEST = 0;
  private static final int METADATA_DATA = 1;
  private static final int METADATA_REJECT = 2;
  private static final int IPV4_LENGTH = 6;
  private static final int IPV6_LENGTH = 18;

  /** Addresses read from one message. */
  private static final int MAX_EXCHANGED = 200;

  private final WireLink link;
  private final boolean supported;

  /** The numbers under which the peer wants to receive; 0: not at all. */
  private int peerMetadata;

  private int peerExchange;
  private int peerDontHave;

  Extensions(WireLink link, boolean supported) {
    this.link = link;
    this.supported = supported;
  }

  void begin(ExtensionHandshake ours) {
    if (!supported) {
      return;
    }
    BencodeWriter out = new BencodeWriter().beginDictionary().string("m").beginDictionary();
    out.string("lt_donthave").integer(DONT_HAVE);
    out.string("ut_metadata").integer(METADATA);
    if (ours.peerExchange()) {
      out.string("ut_pex").integer(PEER_EXCHANGE);
    }
    out.end();
    if (ours.metadataLength() > 0) {
      out.string("metadata_size").integer(ours.metadataLength());
    }
    if (ours.listenPort() > 0) {
      out.string("p").integer(ours.listenPort());
    }
    out.string("reqq").integer(REQUEST_QUEUE).string("v").string(CLIENT).end();
    send(HANDSHAKE, out, ByteBuffer.allocate(0));
  }

  private void send(int id, BencodeWriter head, ByteBuffer tail) {
    link.extension(id, head.toBytes(), tail);
  }

  void frame(ByteBuffer frame) {
    if (!frame.hasRemaining()) {
      throw new IllegalArgumentException("sent an empty extension message");
    }
    int id = frame.get();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    try {
      switch (id) {
        case HANDSHAKE -> handshake(Bencode.parsePrefix(bytes));
        case METADATA -> metadata(bytes);
        case PEER_EXCHANGE -> exchanged(Bencode.parsePrefix(bytes));
        case DONT_HAVE -> gone(ByteBuffer.wrap(bytes));
        default -> {
          // a message that we did not ask for
        }
      }
    } catch (MetainfoException e) {
      throw new IllegalArgumentException("sent a damaged extension message: " + e.getMessage(), e);
    }
  }

  private void handshake(Bencode message) throws MetainfoException {
    Optional<Bencode> numbers = dictionary(message, "m");
    if (numbers.isPresent()) {
      peerMetadata = number(numbers.get(), "ut_metadata", 0, 255).orElse(peerMetadata);
      peerExchange = number(numbers.get(), "ut_pex", 0, 255).orElse(peerExchange);
      peerDontHave = number(numbers.get(), "lt_donthave", 0, 255).orElse(peerDontHave);
    }
    OptionalInt metadataLength =
        peerMetadata > 0
            ? number(message, "metadata_size", 1, Integer.MAX_VALUE)
            : OptionalInt.empty();
    link.events()
        .onExtensions(
            number(message, "p", 1, 65535), number(message, "reqq", 1, 1 << 20), metadataLength);
  }

  private static Optional<Bencode> dictionary(Bencode from, String key) throws MetainfoException {
    return get(from, key).filter(Bencode::isDictionary);
  }

  private static OptionalInt number(Bencode from, String key, int least, int most)
      throws MetainfoException {
    return get(from, key)
        .filter(Bencode::isInteger)
        .flatMap(Bencode::integer)
        .filter(value -> value >= least && value <= most)
        .map(value -> OptionalInt.of(value.intValue()))
        .orElse(OptionalInt.empty());
  }

  private static Optional<Bencode> get(Bencode from, String key) throws MetainfoException {
    if (!from.isDictionary()) {
      throw new MetainfoException("not a dictionary");
    }
    return from.get(key);
  }

  private void metadata(byte[] bytes) throws MetainfoException {
    Bencode head = Bencode.parsePrefix(bytes);
    int index = number(head, "piece", 0, Integer.MAX_VALUE).orElse(-1);
    if (index < 0) {
      throw new MetainfoException("no piece number");
    }
    switch (number(head, "msg_type", 0, 255).orElse(-1)) {
      case METADATA_REQUEST -> link.events().onMetadataRequest(index);
      case METADATA_DATA ->
          link.events()
              .onMetadata(
                  index, ByteBuffer.wrap(bytes, head.to(), bytes.length - head.to()).slice());
      case METADATA_REJECT -> link.events().onMetadataReject(index);
      default -> {
        // BEP 9: unknown types are to be ignored
      }
    }
  }

  private void gone(ByteBuffer bytes) throws MetainfoException {
    if (bytes.remaining() != Integer.BYTES) {
      throw new MetainfoException("no piece number");
    }
    link.events().onDontHave(bytes.getInt());
  }

  /** False if the peer does not understand it. */
  boolean dontHave(int piece) {
    if (peerDontHave > 0) {
      byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(piece).array();
      link.extension(peerDontHave, number, ByteBuffer.allocate(0));
    }
    return peerDontHave > 0;
  }

  void metadataRequest(int index) {
    metadataMessage(METADATA_REQUEST, index, 0, ByteBuffer.allocate(0));
  }

  void metadata(int index, int totalLength, ByteBuffer bytes) {
    metadataMessage(METADATA_DATA, index, totalLength, bytes);
  }

  void metadataReject(int index) {
    metadataMessage(METADATA_REJECT, index, 0, ByteBuffer.allocate(0));
  }

  private void metadataMessage(int type, int index, int totalLength, ByteBuffer tail) {
    if (peerMetadata == 0) {
      return;
    }
    BencodeWriter out = new BencodeWriter().beginDictionary();
    out.string("msg_type").integer(type).string("piece").integer(index);
    if (totalLength > 0) {
      out.string("total_size").integer(totalLength);
    }
    send(peerMetadata, out.end(), tail);
  }

  private void exchanged(Bencode message) throws MetainfoException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    addresses(get(message, "added"), IPV4_LENGTH, addresses);
    addresses(get(message, "added6"), IPV6_LENGTH, addresses);
    link.events().onPeerExchange(addresses);
  }

  private static void addresses(Optional<Bencode> compact, int length, List<InetSocketAddress> to) {
    if (compact.isEmpty() || !compact.get().isString()) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(compact.get().content());
    while (bytes.remaining() >= length && to.size() < MAX_EXCHANGED) {
      byte[] host = new byte[length - 2];
      bytes.get(host);
      int port = Short.toUnsignedInt(bytes.getShort());
      try {
        to.add(new InetSocketAddress(InetAddress.getByAddress(host), port));
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  void peerExchange(Collection<InetSocketAddress> added, Collection<InetSocketAddress> dropped) {
    if (peerExchange == 0) {
      return;
    }
    BencodeWriter out = new BencodeWriter().beginDictionary();
    out.string("added").string(compact(added, IPV4_LENGTH));
    out.string("added.f").string(new byte[compact(added, IPV4_LENGTH).length / IPV4_LENGTH]);
    out.string("added6").string(compact(added, IPV6_LENGTH));
    out.string("added6.f").string(new byte[compact(added, IPV6_LENGTH).length / IPV6_LENGTH]);
    out.string("dropped").string(compact(dropped, IPV4_LENGTH));
    out.string("dropped6").string(compact(dropped, IPV6_LENGTH));
    send(peerExchange, out.end(), ByteBuffer.allocate(0));
  }

  private static byte[] compact(Collection<InetSocketAddress> addresses, int length) {
    List<InetSocketAddress> fitting =
        addresses.stream()
            .filter(address -> address.getAddress().getAddress().length == length - 2)
            .toList();
    ByteBuffer bytes = ByteBuffer.allocate(fitting.size() * length);
    fitting.forEach(
        address ->
            bytes.put(address.getAddress().getAddress()).putShort((short) address.getPort()));
    return bytes.array();
  }
}
