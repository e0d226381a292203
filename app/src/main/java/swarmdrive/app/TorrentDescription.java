package swarmdrive.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import swarmdrive.app.config.Sizes;
import swarmdrive.engine.metainfo.Magnet;
import swarmdrive.engine.metainfo.Metainfo;

/**
 * What {@code info} tells of a torrent or a magnet; what a magnet does not know is absent.
 *
 * @param size bytes of all files
 * @param created ISO 8601
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TorrentDescription(
    String name,
    String infoHash,
    @Nullable Long size,
    @Nullable Integer pieceLength,
    @Nullable Integer pieces,
    @JsonProperty("private") @Nullable Boolean isPrivate,
    @Nullable String created,
    @Nullable String comment,
    List<String> trackers,
    @Nullable List<String> webSeeds,
    @Nullable List<String> peers,
    @Nullable List<FileDescription> files,
    String magnet) {

  /**
   * @param path segments separated by slashes
   * @param size bytes
   */
  record FileDescription(String path, long size) {}

  static TorrentDescription of(Metainfo torrent) {
    List<FileDescription> files =
        torrent.files().stream()
            .filter(file -> !file.padding())
            .map(file -> new FileDescription(String.join("/", file.path()), file.length()))
            .toList();
    return new TorrentDescription(
        torrent.name(),
        torrent.infoHash().toHex(),
        files.stream().mapToLong(FileDescription::size).sum(),
        torrent.pieceLength(),
        torrent.pieceCount(),
        torrent.isPrivate(),
        torrent.created().map(Instant::toString).orElse(null),
        torrent.comment().isEmpty() ? null : torrent.comment(),
        torrent.trackers().stream().flatMap(List::stream).toList(),
        torrent.webSeeds(),
        null,
        files,
        torrent.magnet().toString());
  }

  static TorrentDescription of(Magnet magnet) {
    return new TorrentDescription(
        magnet.name().orElse(""),
        magnet.infoHash().toHex(),
        null,
        null,
        null,
        null,
        null,
        null,
        magnet.trackers(),
        null,
        magnet.peers().stream().map(InetSocketAddress::toString).toList(),
        null,
        magnet.toString());
  }

  /** For people: a line for each fact, then the files. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, "name", Optional.of(name).filter(text -> !text.isEmpty()));
    add(lines, "info hash", Optional.of(infoHash));
    add(lines, "size", Optional.ofNullable(size).map(Sizes::show));
    add(
        lines,
        "pieces",
        Optional.ofNullable(pieces)
            .map(count -> count + " of " + Sizes.show(Objects.requireNonNull(pieceLength))));
    add(lines, "private", Optional.ofNullable(isPrivate).filter(on -> on).map(on -> "yes"));
    add(lines, "created", Optional.ofNullable(created));
    add(lines, "comment", Optional.ofNullable(comment));
    trackers.forEach(url -> add(lines, "tracker", Optional.of(url)));
    listed(webSeeds).forEach(url -> add(lines, "web seed", Optional.of(url)));
    listed(peers).forEach(peer -> add(lines, "peer", Optional.of(peer)));
    add(lines, "magnet", Optional.of(magnet));
    for (FileDescription file : listed(files)) {
      lines.add(String.format("%10s  %s", Sizes.show(file.size), Terminal.printable(file.path)));
    }
    return lines;
  }

  private static <T> List<T> listed(@Nullable List<T> list) {
    return list != null ? list : List.of();
  }

  private static void add(List<String> lines, String fact, Optional<String> value) {
    value.ifPresent(text -> lines.add(String.format("%-10s %s", fact, Terminal.printable(text))));
  }
}
