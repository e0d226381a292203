package swarmdrive.app.api;

/**
 * The whole program at one moment, as {@code GET /api/v1/status} tells it.
 *
 * @param version of the program
 * @param started when, ISO 8601
 * @param uptimeSeconds since then
 * @param torrents known to the engine
 * @param peers connected
 * @param readers open on files of torrents
 * @param connections of HTTP clients
 * @param bytesReceived of blocks, from the swarm, since start
 * @param bytesSent of blocks, to the swarm, since start
 * @param bytesServed of file content, to clients, since start
 * @param downloadRate bytes per second from the swarm, over the last seconds
 * @param uploadRate bytes per second to the swarm
 * @param serveRate bytes per second to clients
 * @param bytesStored of verified pieces on disk
 * @param cacheUsed bytes of disk that pieces take of the limit
 * @param cacheLimit bytes of disk that they may take
 * @param cacheProblem why pieces are not kept at present; empty if they are
 * @param piecesVerified pieces whose hash was right, since start
 * @param piecesFailed pieces whose hash was wrong, since start
 * @param listenPort TCP port for peers; 0 if there is none
 */
record Status(
    String version,
    String started,
    long uptimeSeconds,
    int torrents,
    int peers,
    int readers,
    int connections,
    long bytesReceived,
    long bytesSent,
    long bytesServed,
    long downloadRate,
    long uploadRate,
    long serveRate,
    long bytesStored,
    long cacheUsed,
    long cacheLimit,
    String cacheProblem,
    long piecesVerified,
    long piecesFailed,
    int listenPort) {}
