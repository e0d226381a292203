package swarmdrive.engine.metainfo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongConsumer;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.bencode.BencodeWriter;

/**
 * Makes a torrent's description from local files. The same content gives the same info hash
 * everywhere: files in the order of their paths' UTF-8 bytes, no dates, no owner.
 *
 * <p>Hidden files are content too and are taken; what desktops leave behind ({@code .DS_Store},
 * {@code Thumbs.db}, {@code desktop.ini}) is not. Symbolic links below a folder are left out: one
 * that leads outside would publish what nobody chose, one that leads inside would publish it twice.
 *
 * @param trackers announce URLs, each a tier of its own
 * @param webSeeds BEP 19
 * @param pieceLength bytes, a power of two from 16 KiB to 64 MiB; empty: chosen by size
 * @param isPrivate BEP 27
 * @param comment empty for none
 */
public record MetainfoCreator(
    List<String> trackers,
    List<String> webSeeds,
    OptionalInt pieceLength,
    boolean isPrivate,
    String comment) {
  private static final int MIN_PIECE_LENGTH = 16 << 10;
  private static final int MAX_CHOSEN_PIECE_LENGTH = 16 << 20;

  /** Other tools aim at 1,000 to 2,000 pieces too. */
  private static final int MOST_PIECES_CHOSEN = 2000;

  /** Leaves room for the file list in the largest .torrent file that is read. */
  private static final int MAX_PIECES = 2_000_000;

  /**
   * @throws IllegalArgumentException with one line for the user
   */
  public MetainfoCreator {
    trackers = List.copyOf(trackers);
    webSeeds = List.copyOf(webSeeds);
    pieceLength.ifPresent(MetainfoCreator::requirePieceLength);
    requireUrls("tracker", trackers, MetainfoReader.MAX_TRACKERS);
    requireUrls("web seed", webSeeds, MetainfoReader.MAX_WEB_SEEDS);
  }

  private static void requirePieceLength(int length) {
    if (Integer.bitCount(length) != 1
        || length < MIN_PIECE_LENGTH
        || length > Metainfo.MAX_PIECE_LENGTH) {
      throw new IllegalArgumentException(
          "piece length must be a power of two from 16 KiB to 64 MiB, not " + length + " bytes");
    }
  }

  private static void requireUrls(String what, List<String> urls, int most) {
    if (urls.size() > most) {
      throw new IllegalArgumentException("at most " + most + " URLs of a " + what);
    }
    for (String url : urls) {
      if (!UrlList.isUsable(url)) {
        throw new IllegalArgumentException(
            "not the URL of a " + what + ": \"" + url.strip() + "\"");
      }
    }
  }

  /**
   * Hashes a file, or a folder's regular files in the order of their paths; blocks until done, on
   * several threads.
   *
   * @param progress told the bytes hashed so far, growing, by one thread at a time
   * @throws IOException with one line for the user if something cannot be read, is empty, or
   *     changed meanwhile
   */
  public Metainfo create(Path content, LongConsumer progress) throws IOException {
    return create(content, progress, Clock.systemUTC());
  }

  /** As {@link #create(Path, LongConsumer)}, with the clock that gives the creation date. */
  public Metainfo create(Path content, LongConsumer progress, Clock clock) throws IOException {
    ContentListing listing = ContentListing.of(content);
    int length = pieceLength.orElseGet(() -> choosePieceLength(listing.totalLength()));
    requireLimits(listing, length);
    byte[] hashes = new ContentHasher(listing.parts(), length).hash(progress);
    listing.requireUnchanged();
    return describe(infoBytes(listing, length, hashes), clock.instant());
  }

  /** Bytes that {@link #create} will hash. */
  public static long length(Path content) throws IOException {
    return ContentListing.of(content).totalLength();
  }

  private static void requireLimits(ContentListing listing, int length) throws IOException {
    if (listing.totalLength() == 0) {
      throw new IOException(listing.root() + " is empty: there is nothing to share");
    }
    if (Math.ceilDiv(listing.totalLength(), (long) length) > MAX_PIECES) {
      throw new IOException(
          listing.root() + " has too many pieces of " + length + " bytes, take longer ones");
    }
  }

  static int choosePieceLength(long totalLength) {
    int length = MIN_PIECE_LENGTH;
    while (length < MAX_CHOSEN_PIECE_LENGTH && totalLength / length > MOST_PIECES_CHOSEN) {
      length *= 2;
    }
    return length;
  }

  private byte[] infoBytes(ContentListing listing, int length, byte[] hashes) {
    BencodeWriter out = new BencodeWriter().beginDictionary();
    if (listing.isFolder()) {
      out.string("files").beginList();
      for (ContentListing.Item file : listing.files()) {
        out.beginDictionary().string("length").integer(file.length());
        out.string("path").strings(file.segments()).end();
      }
      out.end();
    } else {
      out.string("length").integer(listing.totalLength());
    }
    out.string("name").string(listing.name());
    out.string("piece length").integer(length);
    out.string("pieces").string(hashes);
    if (isPrivate) {
      out.string("private").integer(1);
    }
    return out.end().toBytes();
  }

  /** Reads back what was made, so that what is published is what every reader will see. */
  private Metainfo describe(byte[] infoBytes, Instant now) throws MetainfoException {
    InfoHash hash = MetainfoReader.hash(infoBytes);
    Metainfo plain =
        Metainfo.ofInfo(infoBytes, new Magnet(hash, Optional.empty(), List.of(), List.of()));
    List<List<String>> tiers = new ArrayList<>();
    trackers.stream().distinct().forEach(tracker -> tiers.add(List.of(tracker)));
    return plain.with(
        tiers, webSeeds.stream().distinct().toList(), now.truncatedTo(ChronoUnit.SECONDS), comment);
  }
}
