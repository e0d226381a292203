package swarmdrive.engine.metainfo;

import static org.assertj.core.api.Assertions.assertThat;
import static swarmdrive.engine.metainfo.TorrentBytes.file;
import static swarmdrive.engine.metainfo.TorrentBytes.fileWith;
import static swarmdrive.engine.metainfo.TorrentBytes.multi;
import static swarmdrive.engine.metainfo.TorrentBytes.text;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import swarmdrive.engine.MetainfoException;

class MetainfoProperties {
  /** A change of one place in a file. */
  record Mutation(double place, byte value, int removed, boolean insert) {
    byte[] apply(byte[] bytes) {
      int at = (int) (place * bytes.length);
      int skip = Math.min(removed, bytes.length - at);
      byte[] changed = new byte[bytes.length - skip + (insert ? 1 : 0)];
      System.arraycopy(bytes, 0, changed, 0, at);
      System.arraycopy(bytes, at + skip, changed, at + (insert ? 1 : 0), bytes.length - at - skip);
      if (insert) {
        changed[at] = value;
      }
      return changed;
    }
  }

  @Property(tries = 3000)
  void read_mutatedTorrent_isReadOrRefusedAndNothingElse(
      @ForAll("mutations") @Size(min = 1, max = 4) List<Mutation> mutations) {
    byte[] bytes = sample();
    for (Mutation mutation : mutations) {
      bytes = mutation.apply(bytes);
    }
    try {
      Metainfo torrent = MetainfoReader.read(bytes);
      assertThat(torrent.pieceCount())
          .isEqualTo((int) ((torrent.totalLength() - 1) / torrent.pieceLength() + 1));
    } catch (MetainfoException refused) {
      assertThat(refused).hasMessageNotContaining("\n");
    }
  }

  @Property(tries = 500)
  void read_writtenTorrent_isEqual(
      @ForAll("texts") String name,
      @ForAll("texts") String comment,
      @ForAll @Size(max = 5) List<List<@net.jqwik.api.constraints.AlphaChars String>> tiers,
      @ForAll("dates") long date)
      throws MetainfoException {
    TorrentBytes bytes =
        TorrentBytes.single().info("name", text(name)).root("comment", text(comment));
    bytes.root("creation date", "i" + date + "e");
    StringBuilder list = new StringBuilder("l");
    tiers.forEach(
        tier -> {
          list.append('l');
          tier.forEach(tracker -> list.append(text(tracker)));
          list.append('e');
        });
    Metainfo torrent = MetainfoReader.read(bytes.root("announce-list", list + "e").bytes());

    Metainfo again = Metainfo.parse(torrent.toTorrentFile());

    assertThat(again).isEqualTo(torrent);
    assertThat(again.infoBytes()).isEqualTo(torrent.infoBytes());
    assertThat(again.toTorrentFile()).isEqualTo(torrent.toTorrentFile());
    assertThat(Magnet.parse(torrent.magnet().toString())).isEqualTo(torrent.magnet());
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1),
            Arbitraries.oneOf(
                Arbitraries.of("0123456789eild:-".chars().mapToObj(c -> (byte) c).toList()),
                Arbitraries.bytes()),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(true, true, false))
        .as(Mutation::new)
        .list();
  }

  @Provide
  Arbitrary<String> texts() {
    // halves of surrogate pairs have no UTF-8 bytes
    return Arbitraries.strings()
        .ofMaxLength(40)
        .filter(s -> s.codePoints().noneMatch(MetainfoProperties::isHalf));
  }

  @Provide
  Arbitrary<Long> dates() {
    return Arbitraries.longs();
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static byte[] sample() {
    return multi(3, file(60, "a", "b"), fileWith("4:attr1:p", 4, "pad"), file(100, "ü"))
        .root("announce", text("http://one/"))
        .root("announce-list", "ll" + text("udp://two/") + "ee")
        .root("creation date", "i1700000000e")
        .root("encoding", "3:GBK")
        .root("url-list", text("http://w/"))
        .bytes();
  }
}
