package swarmdrive.archive.sevenzip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import swarmdrive.archive.ArchiveException;

/**
 * A folder's coders and how they are connected, before it is known how many bytes they give.
 *
 * @param coders as told
 * @param order numbers of coders in the order of decoding; empty if that is no simple chain
 * @param outputs streams that come out of all coders
 * @param packedStreams streams of the archive that go into them
 * @param unbound number of the output that is the folder's
 */
record FolderShape(
    List<Coder> coders, List<Integer> order, int outputs, int packedStreams, int unbound) {
  private static final int MOST_CODERS = 32;
  private static final int MOST_STREAMS = 32;

  static FolderShape read(HeaderBytes in) throws ArchiveException {
    int count = in.count(MOST_CODERS);
    List<Coder> coders = new ArrayList<>();
    int inputs = 0;
    int outputs = 0;
    boolean simple = count > 0;
    for (int i = 0; i < count; i++) {
      int flags = in.next();
      long method = method(in.bytes(flags & 15));
      int ins = 1;
      int outs = 1;
      if ((flags & 0x10) != 0) {
        ins = in.count(MOST_STREAMS);
        outs = in.count(MOST_STREAMS);
      }
      simple &= ins == 1 && outs == 1;
      byte[] properties = (flags & 0x20) != 0 ? in.bytes(in.count(in.remaining())) : new byte[0];
      if ((flags & 0x80) != 0) {
        throw HeaderBytes.damaged("a coder of an unknown kind");
      }
      coders.add(new Coder(method, properties, 0));
      inputs += ins;
      outputs += outs;
    }
    return connect(in, coders, inputs, outputs, simple);
  }

  private static long method(byte[] id) throws ArchiveException {
    if (id.length > 7) {
      throw HeaderBytes.damaged("a method with a long name");
    }
    long method = 0;
    for (byte each : id) {
      method = method << 8 | (each & 255);
    }
    return method;
  }

  private static FolderShape connect(
      HeaderBytes in, List<Coder> coders, int inputs, int outputs, boolean simple)
      throws ArchiveException {
    int bonds = outputs - 1;
    if (bonds < 0 || inputs < bonds) {
      throw HeaderBytes.damaged("coders that cannot be connected");
    }
    int[] feeds = new int[Math.max(1, inputs)]; // input -> output that goes in, or -1
    Arrays.fill(feeds, -1);
    for (int i = 0; i < bonds; i++) {
      int input = in.count(inputs - 1);
      feeds[input] = in.count(outputs - 1);
    }
    int packed = inputs - bonds;
    for (int i = 0; packed > 1 && i < packed; i++) {
      in.count(inputs - 1);
    }
    List<Integer> order = simple && packed == 1 ? chain(feeds, coders.size()) : List.of();
    return new FolderShape(coders, order, outputs, packed, unbound(feeds, outputs));
  }

  private static int unbound(int[] feeds, int outputs) throws ArchiveException {
    for (int output = 0; output < outputs; output++) {
      int wanted = output;
      if (Arrays.stream(feeds).noneMatch(feed -> feed == wanted)) {
        return output;
      }
    }
    throw HeaderBytes.damaged("coders that feed each other");
  }

  /** From the coder that the archive's bytes go into to the one whose output nobody takes. */
  private static List<Integer> chain(int[] feeds, int coders) {
    List<Integer> order = new ArrayList<>();
    int at = -1; // the archive
    for (int i = 0; i < coders; i++) {
      int next = -1;
      for (int input = 0; input < coders; input++) {
        if (feeds[input] == at && !order.contains(input)) {
          next = input;
        }
      }
      if (next < 0) {
        return List.of();
      }
      order.add(next);
      at = next;
    }
    return order;
  }

  Folder folder(long position, long packed, long[] sizes) {
    if (order.isEmpty()) {
      return new Folder(
          position,
          packed,
          List.of(),
          sizes[unbound],
          Optional.of("its coders are combined in a way that is not supported"));
    }
    List<Coder> chain = new ArrayList<>();
    Optional<String> refusal = Optional.empty();
    for (int coder : order) {
      chain.add(coders.get(coder).withSize(sizes[coder]));
      refusal = refusal.or(() -> Coders.refusal(coders.get(coder).method()));
    }
    return new Folder(position, packed, chain, sizes[order.getLast()], refusal);
  }
}
