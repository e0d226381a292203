package swarmdrive.engine.metainfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.MetainfoException;

class MagnetLinkTest {
  private static final String HEX = "0123456789abcdef0123456789ABCDEF01234567";
  private static final InfoHash HASH = InfoHash.fromHex(HEX);
  private static final String PLAIN = "magnet:?xt=urn:btih:" + HEX;

  @Test
  void parse_fullLink_hasAllParts() throws Exception {
    Magnet magnet =
        Magnet.parse(
            PLAIN
                + "&dn=a%20b+c%C3%BC%25&xl=5&tr=http%3A%2F%2Fone%2F%3Fx%3Dy&tr.1=udp://two:80&so=0"
                + "&x.pe=host.example:6881&x.pe=[2001:db8::1]:51413&x.pe=1.2.3.4:1");

    assertThat(magnet.infoHash()).isEqualTo(HASH);
    assertThat(magnet.name()).contains("a b cü%");
    assertThat(magnet.trackers()).containsExactly("http://one/?x=y", "udp://two:80");
    assertThat(magnet.peers())
        .containsExactly(
            InetSocketAddress.createUnresolved("host.example", 6881),
            InetSocketAddress.createUnresolved("2001:db8::1", 51413),
            InetSocketAddress.createUnresolved("1.2.3.4", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PLAIN,
        "\uFEFF " + PLAIN + "\r\n\n",
        "MAGNET:?XT=URN:BTIH:" + HEX,
        "magnet:?xt=urn:btih:AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH",
        "magnet:?xt=urn:btih:aerukz4jvpg66ajdivtytk6n54asgrlh",
        "magnet:?xt.1=urn:btih:" + HEX + "&xt.2=urn:btih:0000000000000000000000000000000000000000",
        "magnet:?xt=urn:btmh:1220ab&xt=urn:btih:" + HEX,
        "magnet:?dn=&amp;xt=urn:btih:"
            + HEX
            + "&&=&x&tr=&tr=%20&x.pe=nonsense&x.pe=a:99999&x.pe=:5",
        "magnet:?xt=urn%3Abtih%3A" + HEX,
      })
  void parse_oddButGoodLink_hasTheHashAndNothingElse(String link) throws Exception {
    assertThat(Magnet.parse(link))
        .isEqualTo(new Magnet(HASH, Optional.empty(), List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "magnet:",
        "magnet:?",
        "http://example.org/",
        "magnet:?dn=name",
        "magnet:?xt=urn:btih:",
        "magnet:?xt=urn:btih:12345",
        "magnet:?xt=urn:btih:zz23456789abcdef0123456789ABCDEF01234567",
        "magnet:?xt=urn:btih:10189189189189189189189189189189",
        PLAIN + "\n" + PLAIN,
      })
  void parse_badLink_isRefusedWithOneLine(String link) {
    assertThatThrownBy(() -> Magnet.parse(link))
        .isInstanceOf(MetainfoException.class)
        .hasMessageNotContaining("\n");
  }

  @Test
  void parse_version2Only_saysSo() {
    assertThatThrownBy(() -> Magnet.parse("magnet:?xt=urn:btmh:1220abcd"))
        .hasMessageContaining("version 2");
  }

  @Test
  void parse_linkOverTheLimit_isRefused() {
    assertThatThrownBy(() -> Magnet.parse(PLAIN + "&dn=" + "x".repeat(64 << 10)))
        .hasMessageContaining("longer than");
  }

  @Test
  void parse_manyTrackersAndPeers_keepsTheFirst() throws Exception {
    StringBuilder link = new StringBuilder(PLAIN);
    IntStream.range(0, 1000)
        .forEach(i -> link.append("&tr=http://t").append(i).append("/&x.pe=h:1"));

    Magnet magnet = Magnet.parse(link.toString());

    assertThat(magnet.trackers()).hasSize(MagnetLink.MAX_TRACKERS);
    assertThat(magnet.peers()).hasSize(MagnetLink.MAX_PEERS);
  }

  @Test
  void format_moreTrackersThanALinkHolds_leavesOutTheLast() throws Exception {
    List<String> trackers =
        IntStream.range(0, 500).mapToObj(i -> "http://" + i + "x".repeat(1000)).toList();

    String link = new Magnet(HASH, Optional.of("n"), trackers, List.of()).toString();

    assertThat(Magnet.parse(link).trackers()).hasSizeGreaterThan(50).isSubsetOf(trackers);
  }

  @Test
  void parse_selectedFiles_areRunsOfNumbers() throws Exception {
    Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + HEX + "&so=0,2,4-6,x,9-8,,99999999999");
    assertThat(magnet.selected())
        .containsExactly(new FileNumbers(0, 0), new FileNumbers(2, 2), new FileNumbers(4, 6));
    assertThat(Magnet.parse(magnet.toString())).isEqualTo(magnet);
  }

  @Test
  void parse_linkWithoutSelection_meansAllFiles() throws Exception {
    Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + HEX + "&so=");
    assertThat(magnet.selected()).isEmpty();
  }

  @Test
  void parse_manyRuns_isBounded() throws Exception {
    Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + HEX + "&so=" + "1,".repeat(20_000));
    assertThat(magnet.selected()).hasSize(FileNumbers.MAX_RUNS);
  }

  @Property(tries = 1000)
  void parse_anySelection_isReadInOrderOrPassedOver(
      @ForAll @net.jqwik.api.constraints.CharRange(from = '*', to = ':') String text)
      throws MetainfoException {
    Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + HEX + "&so=" + text);
    assertThat(magnet.selected()).allMatch(run -> run.first() >= 0 && run.last() >= run.first());
    assertThat(Magnet.parse(magnet.toString())).isEqualTo(magnet);
  }

  @Property(tries = 500)
  void parse_formattedMagnet_isEqual(@ForAll("names") String name, @ForAll("ports") int port)
      throws MetainfoException {
    Magnet magnet =
        new Magnet(
            HASH,
            Optional.of(name),
            List.of("http://a/?" + port, "udp://b:80/announce&x=%20+"),
            List.of(
                InetSocketAddress.createUnresolved("fe80::1", port),
                InetSocketAddress.createUnresolved("h-1.example", port)));

    assertThat(Magnet.parse(magnet.toString())).isEqualTo(magnet);
  }

  @Property(tries = 1000)
  void parse_anyText_isReadOrRefusedAndNothingElse(@ForAll String text) {
    try {
      Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + HEX + "&" + text);
      assertThat(Magnet.parse(magnet.toString())).isEqualTo(magnet);
    } catch (MetainfoException refused) {
      assertThat(refused).hasMessageNotContaining("\n");
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .ofMinLength(1)
        .ofMaxLength(60)
        .filter(s -> s.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
  }

  @Provide
  Arbitrary<Integer> ports() {
    return Arbitraries.integers().between(1, 65535);
  }
}
