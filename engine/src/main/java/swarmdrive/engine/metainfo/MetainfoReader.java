package swarmdrive.engine.metainfo;

import com.google.common.hash.Hashing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.bencode.Bencode;

/**
 * Reads .torrent files and info dictionaries (BEP 3, 12, 19, 27) from hostile bytes: what decides
 * over the content must be right, what only decorates it (trackers, dates) is left out if wrong.
 */
final class MetainfoReader {
  /** Largest .torrent file that is read, bytes. */
  static final int MAX_TORRENT_FILE = 64 << 20;

  /** Most tracker URLs; more are left out. */
  static final int MAX_TRACKERS = 500;

  /** Most web seeds; more are left out. */
  static final int MAX_WEB_SEEDS = 100;

  /** Longest URL, bytes; longer ones are left out. */
  static final int MAX_URL = 2048;

  /** Longest comment, bytes; a longer one is left out. */
  static final int MAX_COMMENT = 64 << 10;

  /** 2100-01-01: no torrent is from beyond. */
  private static final long LAST_DATE = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

  private MetainfoReader() {}

  static Metainfo read(byte[] torrentFile) throws MetainfoException {
    requireSize(torrentFile);
    if (torrentFile.length == 0 || torrentFile[0] != 'd') {
      throw new MetainfoException("not a torrent file");
    }
    Bencode root = Bencode.parse(torrentFile);
    Optional<Bencode> info = root.get("info").filter(Bencode::isDictionary);
    if (info.isEmpty()) {
      throw new MetainfoException("not a torrent file: it has no info dictionary");
    }
    TextDecoder text = TextDecoder.of(root.get("encoding"));
    return new InfoDictionary(info.get(), text)
        .toMetainfo(
            trackers(root),
            webSeeds(root),
            created(root),
            text.decodeFirst(MAX_COMMENT, root.get("comment.utf-8"), root.get("comment"))
                .orElse(""));
  }

  static Metainfo ofInfo(byte[] infoBytes, Magnet magnet) throws MetainfoException {
    requireSize(infoBytes);
    InfoHash hash = hash(infoBytes);
    if (!hash.equals(magnet.infoHash())) {
      throw new MetainfoException(
          "metadata has the hash " + hash + " instead of " + magnet.infoHash());
    }
    Bencode info = Bencode.parseExactly(infoBytes);
    if (!info.isDictionary()) {
      throw new MetainfoException("metadata is not a dictionary");
    }
    return new InfoDictionary(info, TextDecoder.of(Optional.empty()))
        .toMetainfo(
            magnet.trackers().stream().map(List::of).toList(), List.of(), Optional.empty(), "");
  }

  @SuppressWarnings("deprecation") // SHA-1 is what BEP 3 names
  static InfoHash hash(byte[] infoBytes) {
    return InfoHash.of(Hashing.sha1().hashBytes(infoBytes).asBytes());
  }

  private static void requireSize(byte[] bytes) throws MetainfoException {
    if (bytes.length > MAX_TORRENT_FILE) {
      throw new MetainfoException(
          "torrent file is larger than " + (MAX_TORRENT_FILE >> 20) + " MiB");
    }
  }

  /** BEP 12: the list replaces the one announce URL, unless nothing usable is in it. */
  private static List<List<String>> trackers(Bencode root) throws MetainfoException {
    UrlList urls = new UrlList(MAX_TRACKERS);
    List<List<String>> tiers = new ArrayList<>();
    Optional<Bencode> list = root.get("announce-list").filter(Bencode::isList);
    if (list.isPresent()) {
      for (Bencode tier : list.get().firstItems(MAX_TRACKERS)) {
        addTier(tiers, urls.take(tier));
      }
    }
    if (tiers.isEmpty()) {
      Optional<Bencode> announce = root.get("announce");
      addTier(tiers, announce.isPresent() ? urls.take(announce.get()) : List.of());
    }
    return tiers;
  }

  private static void addTier(List<List<String>> tiers, List<String> tier) {
    if (!tier.isEmpty()) {
      tiers.add(tier);
    }
  }

  /** BEP 19: one URL or a list of them. */
  private static List<String> webSeeds(Bencode root) throws MetainfoException {
    Optional<Bencode> value = root.get("url-list");
    return value.isPresent() ? new UrlList(MAX_WEB_SEEDS).take(value.get()) : List.of();
  }

  private static Optional<Instant> created(Bencode root) throws MetainfoException {
    return root.get("creation date")
        .filter(Bencode::isInteger)
        .flatMap(Bencode::integer)
        .filter(seconds -> seconds > 0 && seconds < LAST_DATE)
        .map(Instant::ofEpochSecond);
  }
}
