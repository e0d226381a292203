package swarmdrive.engine.metainfo;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.MetainfoException;

/**
 * A torrent's description, checked. Immutable.
 *
 * @param infoHash SHA-1 of the info dictionary's bytes as they came
 * @param name suggested name, one path segment as it came
 * @param pieceLength bytes of every piece but the last, a multiple of nothing in particular, 1 to
 *     64 MiB
 * @param pieceHashes 20 bytes for each piece, one after another; never changed
 * @param files in order, padding included; at least one
 * @param singleFile true if the torrent is one file called {@code name}
 * @param trackers tiers of announce URLs (BEP 12), any scheme; possibly empty
 * @param webSeeds BEP 19
 * @param isPrivate BEP 27
 * @param created empty if absent or absurd
 * @param comment empty if absent
 * @param encoding charset of those names that are not UTF-8, as the torrent says; empty if absent
 * @param infoBytes the info dictionary as it came, for BEP 9
 */
public record Metainfo(
    InfoHash infoHash,
    String name,
    int pieceLength,
    byte[] pieceHashes,
    List<FileEntry> files,
    boolean singleFile,
    List<List<String>> trackers,
    List<String> webSeeds,
    boolean isPrivate,
    Optional<Instant> created,
    String comment,
    String encoding,
    byte[] infoBytes) {

  public Metainfo {
    files = List.copyOf(files);
    trackers = trackers.stream().map(List::copyOf).toList();
    webSeeds = List.copyOf(webSeeds);
  }

  /**
   * One file of the torrent.
   *
   * @param path segments below the torrent's name as they came; the name itself for a single-file
   *     torrent
   * @param offset first byte in the torrent
   * @param length bytes, possibly 0
   * @param padding BEP 47: zeros that only align the next file
   */
  public record FileEntry(List<String> path, long offset, long length, boolean padding) {
    public FileEntry {
      path = List.copyOf(path);
    }
  }

  /** Largest piece that is accepted, bytes. */
  public static final int MAX_PIECE_LENGTH = 64 << 20;

  /** The same torrent with other words around its info dictionary. */
  Metainfo with(
      List<List<String>> trackers, List<String> webSeeds, Instant created, String comment) {
    return new Metainfo(
        infoHash,
        name,
        pieceLength,
        pieceHashes,
        files,
        singleFile,
        trackers,
        webSeeds,
        isPrivate,
        Optional.of(created),
        comment,
        encoding,
        infoBytes);
  }

  /** The piece's SHA-1, 20 bytes. */
  public byte[] pieceHash(int piece) {
    Objects.checkIndex(piece, pieceCount());
    return Arrays.copyOfRange(pieceHashes, piece * 20, piece * 20 + 20);
  }

  /** Bytes of the whole torrent, padding included. */
  public long totalLength() {
    FileEntry last = files.getLast();
    return last.offset() + last.length();
  }

  /** Number of pieces. */
  public int pieceCount() {
    return pieceHashes.length / 20;
  }

  /**
   * Reads a .torrent file's bytes.
   *
   * @throws MetainfoException one line that says what is wrong with it; version 2 only torrents
   *     (BEP 52) among them
   */
  public static Metainfo parse(byte[] torrentFile) throws MetainfoException {
    return MetainfoReader.read(torrentFile);
  }

  /**
   * Makes the description of a magnet's torrent from the info dictionary that the swarm sent (BEP
   * 9).
   *
   * @throws MetainfoException if its hash is not the magnet's, or it is not valid
   */
  public static Metainfo ofInfo(byte[] infoBytes, Magnet magnet) throws MetainfoException {
    return MetainfoReader.ofInfo(infoBytes, magnet);
  }

  /** The bytes of a .torrent file with this content; the info dictionary is kept byte for byte. */
  public byte[] toTorrentFile() {
    return MetainfoWriter.write(this);
  }

  /** The magnet link of this torrent: hash, name, trackers. */
  public Magnet magnet() {
    return new Magnet(
        infoHash,
        Optional.of(name),
        trackers.stream().flatMap(List::stream).distinct().toList(),
        List.of());
  }

  /** Equal by content: the info hash stands for all that it covers. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Metainfo that
        && infoHash.equals(that.infoHash)
        && name.equals(that.name)
        && files.equals(that.files)
        && trackers.equals(that.trackers)
        && webSeeds.equals(that.webSeeds)
        && created.equals(that.created)
        && comment.equals(that.comment)
        && encoding.equals(that.encoding);
  }

  @Override
  public int hashCode() {
    return infoHash.hashCode();
  }

  @Override
  public String toString() {
    return infoHash + " " + name;
  }
}
