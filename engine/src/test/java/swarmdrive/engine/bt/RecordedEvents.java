package swarmdrive.engine.bt;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import swarmdrive.engine.swarm.PeerEvents;

/** Writes down what a peer says, one line each. */
final class RecordedEvents implements PeerEvents {
  final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void onChoke() {
    lines.add("choke");
  }

  @Override
  public void onUnchoke() {
    lines.add("unchoke");
  }

  @Override
  public void onInterested() {
    lines.add("interested");
  }

  @Override
  public void onNotInterested() {
    lines.add("not interested");
  }

  @Override
  public void onHave(int piece) {
    lines.add("have " + piece);
  }

  @Override
  public void onDontHave(int piece) {
    lines.add("gone " + piece);
  }

  @Override
  public void onBitfield(byte[] bits) {
    lines.add("bitfield " + HexFormat.of().formatHex(bits));
  }

  @Override
  public void onRequest(int piece, int offset, int length) {
    lines.add("request " + piece + " " + offset + " " + length);
  }

  @Override
  public void onCancel(int piece, int offset, int length) {
    lines.add("cancel " + piece + " " + offset + " " + length);
  }

  @Override
  public void onBlock(int piece, int offset, ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    lines.add("block " + piece + " " + offset + " " + java.util.Arrays.hashCode(copy));
  }

  @Override
  public void onExtensions(
      OptionalInt listenPort, OptionalInt requestQueue, OptionalInt metadataLength) {
    lines.add(
        "extensions "
            + listenPort.orElse(-1)
            + " "
            + requestQueue.orElse(-1)
            + " "
            + metadataLength.orElse(-1));
  }

  @Override
  public void onMetadataRequest(int index) {
    lines.add("metadata request " + index);
  }

  @Override
  public void onMetadata(int index, ByteBuffer bytes) {
    lines.add("metadata " + index + " " + bytes.remaining());
  }

  @Override
  public void onMetadataReject(int index) {
    lines.add("metadata reject " + index);
  }

  @Override
  public void onPeerExchange(Collection<InetSocketAddress> added) {
    lines.add("peers " + added);
  }

  @Override
  public void onDrained() {
    lines.add("drained");
  }

  @Override
  public void onClosed(String reason) {
    lines.add("closed: " + reason);
  }

  boolean closed() {
    return !lines.isEmpty() && lines.getLast().startsWith("closed");
  }
}
