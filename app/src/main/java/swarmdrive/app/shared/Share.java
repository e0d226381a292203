package swarmdrive.app.shared;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import swarmdrive.engine.metainfo.Metainfo;

/**
 * What became of a shared folder, as {@code GET /api/v1/shared} tells it.
 *
 * @param name of the torrent
 * @param folder where it lies
 * @param state {@code waiting}, {@code hashing}, {@code seeding} or {@code failed}
 * @param infoHash of the torrent that it is at the moment; empty if there is none
 * @param magnet link to it; changes with the content
 * @param size bytes
 * @param updated when it was made, ISO 8601; empty if it was not
 * @param problem one line if something is wrong, else empty
 */
public record Share(
    String name,
    String folder,
    String state,
    String infoHash,
    String magnet,
    long size,
    String updated,
    String problem) {
  static Share waiting(Path folder) {
    return new Share(
        String.valueOf(folder.getFileName()), folder.toString(), "waiting", "", "", 0, "", "");
  }

  static Share seeding(Path folder, Metainfo made, Instant moment) {
    return new Share(
        made.name(),
        folder.toString(),
        "seeding",
        made.infoHash().toHex(),
        made.magnet().toString(),
        made.totalLength(),
        moment.truncatedTo(ChronoUnit.SECONDS).toString(),
        "");
  }

  /** What it was stays known. */
  Share in(String other) {
    return new Share(name, folder, other, infoHash, magnet, size, updated, "");
  }

  Share failed(String why) {
    return new Share(name, folder, "failed", "", "", 0, "", why);
  }
}
