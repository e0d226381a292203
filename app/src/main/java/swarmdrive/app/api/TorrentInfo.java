package swarmdrive.app.api;

import java.util.List;

/**
 * One torrent file or magnet of the library, as {@code GET /api/v1/torrents} tells it.
 *
 * @param name the library file's, without its extension
 * @param infoHash 40 hexadecimal digits; empty if the file is damaged
 * @param route the folder in the drive, segments separated by slashes; empty for the root
 * @param file the library file's name
 * @param state {@code fetching-metadata}, {@code idle}, {@code downloading}, {@code complete},
 *     {@code arriving} for a file that is not whole yet, or {@code damaged}
 * @param size bytes of all files; 0 while metadata is missing
 * @param files number of files
 * @param pieces number of pieces
 * @param pieceLength bytes of each piece but the last; 0 while metadata is missing
 * @param piecesHeld verified ones in the store
 * @param peers connected
 * @param readers open
 * @param reading the first 20 of them
 * @param bytesReceived of blocks, from the swarm, since start
 * @param bytesSent of blocks, to the swarm, since start
 * @param bytesWasted of those received, not needed or wrong
 * @param downloadRate bytes per second from the swarm, over the last seconds
 * @param uploadRate bytes per second to the swarm
 * @param keep downloaded as a whole and never given up
 * @param paused told to stand still
 * @param magnet link to it; empty if the file is damaged
 * @param health what to think of it
 * @param problem one line if something is wrong, else empty
 */
record TorrentInfo(
    String name,
    String infoHash,
    String route,
    String file,
    String state,
    long size,
    int files,
    int pieces,
    int pieceLength,
    int piecesHeld,
    int peers,
    int readers,
    List<Reading> reading,
    long bytesReceived,
    long bytesSent,
    long bytesWasted,
    long downloadRate,
    long uploadRate,
    boolean keep,
    boolean paused,
    String magnet,
    Health health,
    String problem) {

  /** A file that is no torrent, or not yet. */
  static TorrentInfo none(String name, String route, String file, String state, String problem) {
    return new TorrentInfo(
        name,
        "",
        route,
        file,
        state,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        0,
        0,
        0,
        0,
        0,
        false,
        false,
        "",
        problem.isEmpty() ? Health.good("a copy in progress") : Health.bad(problem),
        problem);
  }
}
