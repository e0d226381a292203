package swarmdrive.app.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import swarmdrive.engine.InfoHash;

/** Whatever a peer sends, it is understood or refused in a line. */
final class AnnounceProperties {
  @Property(tries = 300)
  void anyQuery_isAnAnnounceOrARefusal(@ForAll("queries") String query) {
    try {
      Announce announce = Announce.of(new AnnounceQuery(query), InetAddress.getLoopbackAddress());
      assertThat(announce.peer().getPort()).isBetween(1, 65535);
      assertThat(announce.wanted()).isBetween(0, Announce.MOST_WANTED);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }

  @Property(tries = 300)
  void anyInfoHash_isReadAsItsBytes(@ForAll @Size(20) byte[] hash) {
    StringBuilder query = new StringBuilder("port=1&info_hash=");
    for (byte b : hash) {
      query.append(String.format("%%%02x", b & 0xff));
    }
    Announce announce =
        Announce.of(new AnnounceQuery(query.toString()), InetAddress.getLoopbackAddress());
    assertThat(announce.infoHash()).isEqualTo(InfoHash.of(hash));
  }

  @Property(tries = 100)
  void anyRefusal_isBencoded(@ForAll String reason) {
    String reply = new String(TrackerReply.failure(reason), StandardCharsets.ISO_8859_1);
    int length = reason.getBytes(StandardCharsets.UTF_8).length;
    assertThat(reply).startsWith("d14:failure reason" + length + ":").endsWith("e");
  }

  @Provide
  Arbitrary<String> queries() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "info_hash=",
            "abcdefghijklmnopqrst",
            "%",
            "%0",
            "%00",
            "%zz",
            "%+1",
            "&",
            "=",
            "port=",
            "port=1",
            "port=99999999999999999999",
            "numwant=-5",
            "numwant=1000000",
            "left=0",
            "left=x",
            "event=stopped",
            "é",
            "compact=1");
    return pieces.list().ofMaxSize(10).map(list -> String.join("", list));
  }
}
