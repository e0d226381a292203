package swarmdrive.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import swarmdrive.app.testing.FakeExchange;

/** What strangers and clients may send, whatever it is. */
final class ApiProperties {
  private static final Path ROOT = Path.of("/library").toAbsolutePath();

  @Property
  void fileName_isOnePlainSegmentThatNobodyHides(@ForAll @StringLength(max = 400) String name) {
    String safe = FileName.of(name, "otherwise");
    assertThat(Path.of(safe).getNameCount()).isEqualTo(1);
    assertThat(safe).isNotEmpty().doesNotStartWith(".").doesNotEndWith(".").doesNotEndWith(" ");
    assertThat(safe.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(FileName.MOST_BYTES);
    assertThat(FileName.of(safe, "otherwise")).isEqualTo(safe);
  }

  @Property
  void route_isBelowTheRootOrRefused(@ForAll @StringLength(max = 60) String route) {
    try {
      Path folder = RoutePath.folder(ROOT, route);
      assertThat(folder.normalize()).isEqualTo(folder).startsWithRaw(ROOT);
      assertThat(RoutePath.of(ROOT, folder)).isEqualTo(route);
    } catch (ProblemException e) {
      assertThat(e.problem().status()).isEqualTo(422);
    }
  }

  @Property
  void form_ofAnyBytes_isReadOrRefused(
      @ForAll @Size(max = 300) byte[] body, @ForAll @StringLength(max = 30) String boundary)
      throws IOException {
    for (byte[] bytes : new byte[][] {body, framed(body)}) {
      FakeExchange exchange =
          Api.request("POST", "torrents").with("multipart/form-data; boundary=" + boundary, bytes);
      try {
        Addition.of(new Call(exchange, java.util.Map.of()), 10_000);
      } catch (ProblemException e) {
        assertThat(e.problem().status()).isBetween(400, 422);
      }
    }
  }

  private static byte[] framed(byte[] body) {
    byte[] head = "--b\r\nContent-Disposition: form-data; name=\"".getBytes(StandardCharsets.UTF_8);
    byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  @Property
  void runs_areAllPiecesInOrder(
      @ForAll @IntRange(max = 200) int pieces,
      @ForAll @Size(max = 100) java.util.Set<@IntRange(max = 199) Integer> held,
      @ForAll @Size(max = 100) java.util.Set<@IntRange(max = 199) Integer> fetching) {
    BitSet heldBits = new BitSet();
    held.forEach(heldBits::set);
    BitSet fetchingBits = new BitSet();
    fetching.forEach(fetchingBits::set);
    PieceRuns runs = PieceRuns.of(pieces, 10, heldBits, fetchingBits);

    int piece = 0;
    String before = "";
    for (PieceRuns.Run run : runs.runs()) {
      assertThat(run.state()).isNotEqualTo(before);
      before = run.state();
      for (int i = 0; i < run.count(); i++, piece++) {
        assertThat(run.state().equals("held")).isEqualTo(heldBits.get(piece));
        assertThat(run.state().equals("fetching"))
            .isEqualTo(fetchingBits.get(piece) && !heldBits.get(piece));
      }
    }
    assertThat(piece).isEqualTo(pieces);
  }

  @Property
  void bytesHeld_areThoseThatCountingGives(
      @ForAll @Size(max = 20) java.util.Set<@IntRange(max = 19) Integer> held,
      @ForAll @IntRange(max = 140) int from,
      @ForAll @IntRange(max = 60) int length) {
    BitSet bits = new BitSet();
    held.forEach(bits::set);
    long counted = 0;
    for (int offset = from; offset < from + length; offset++) {
      counted += bits.get(offset / 7) ? 1 : 0;
    }
    assertThat(PieceRuns.bytes(bits, 7, from, from + length)).isEqualTo(counted);
  }
}
