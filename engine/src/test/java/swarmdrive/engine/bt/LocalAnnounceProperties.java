package swarmdrive.engine.bt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import swarmdrive.engine.InfoHash;

class LocalAnnounceProperties {
  private static final String HEX = "0123456789abcdef0123456789ABCDEF01234567";

  @Property
  void parse_ofWhatWasWritten_isEqual(
      @ForAll @IntRange(min = 1, max = 65535) int port,
      @ForAll @Size(min = 1, max = LocalAnnounce.MAX_TORRENTS)
          List<@Size(20) List<@ByteRange Byte>> hashes) {
    LocalAnnounce announce =
        new LocalAnnounce(port, hashes.stream().map(LocalAnnounceProperties::hash).toList(), "ab");
    ByteBuffer datagram = ByteBuffer.wrap(announce.toBytes("239.192.152.143:6771"));
    assertThat(datagram.remaining()).isLessThan(1400);
    assertThat(LocalAnnounce.parse(datagram)).contains(announce);
  }

  private static InfoHash hash(List<Byte> bytes) {
    byte[] array = new byte[bytes.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = bytes.get(i);
    }
    return InfoHash.of(array);
  }

  @Property(tries = 3000)
  void parse_anyBytes_isBoundedOrEmpty(@ForAll @Size(max = 1500) byte[] bytes) {
    LocalAnnounce.parse(ByteBuffer.wrap(bytes));
  }

  @Property(tries = 3000)
  void parse_anyHeads_givesOnlyWhatIsValid(
      @ForAll @Size(max = 40) List<@StringLength(max = 60) String> lines) {
    String text = "BT-SEARCH * HTTP/1.1\r\nPort: 7\r\nInfohash: " + HEX + "\r\n";
    parse(text + String.join("\r\n", lines) + "\r\n\r\n")
        .ifPresent(
            announce -> {
              assertThat(announce.port()).isBetween(1, 65535);
              assertThat(announce.torrents()).hasSizeBetween(1, LocalAnnounce.MAX_TORRENTS);
              assertThat(announce.cookie()).hasSizeLessThanOrEqualTo(64);
            });
  }

  @Example
  void parse_otherClientsMessage_isUnderstood() {
    String text =
        "BT-SEARCH * HTTP/1.1\r\nHost: 239.192.152.143:6771\r\nPort: 51413\r\nInfohash: "
            + HEX
            + "\r\ncookie: fffffffff\r\n\r\n\r\n";
    assertThat(parse(text))
        .contains(new LocalAnnounce(51413, List.of(InfoHash.fromHex(HEX)), "fffffffff"));
  }

  @Example
  void parse_moreTorrentsThanFit_keepsTheFirst() {
    String text =
        "BT-SEARCH * HTTP/1.1\r\nPort: 1\r\n" + ("Infohash: " + HEX + "\r\n").repeat(1000);
    assertThat(parse(text).orElseThrow().torrents()).hasSize(LocalAnnounce.MAX_TORRENTS);
  }

  @Example
  void parse_withoutPortOrTorrentOrFirstLine_isEmpty() {
    assertThat(parse("BT-SEARCH * HTTP/1.1\r\nInfohash: " + HEX + "\r\n")).isEmpty();
    assertThat(parse("BT-SEARCH * HTTP/1.1\r\nPort: 0\r\nInfohash: " + HEX + "\r\n")).isEmpty();
    assertThat(parse("BT-SEARCH * HTTP/1.1\r\nPort: 70000\r\nInfohash: " + HEX + "\r\n")).isEmpty();
    assertThat(parse("BT-SEARCH * HTTP/1.1\r\nPort: 1\r\nInfohash: 12\r\n")).isEmpty();
    assertThat(parse("GET / HTTP/1.1\r\nPort: 1\r\nInfohash: " + HEX + "\r\n")).isEmpty();
    assertThat(parse("")).isEmpty();
  }

  private static java.util.Optional<LocalAnnounce> parse(String text) {
    return LocalAnnounce.parse(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
