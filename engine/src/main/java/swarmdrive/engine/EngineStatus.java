package swarmdrive.engine;

/**
 * The engine as a whole at one moment.
 *
 * @param torrents known torrents
 * @param peers connected peers
 * @param readers open readers
 * @param bytesReceived block bytes received from the swarm since start
 * @param bytesSent block bytes sent to the swarm since start
 * @param piecesVerified pieces whose hash was right since start
 * @param piecesFailed pieces whose hash was wrong since start
 * @param bytesStored bytes of verified pieces on disk
 * @param storeUsed bytes of disk that pieces take of the limit; files count with their length
 * @param storeLimit bytes of disk that they may take
 * @param storeProblem why pieces are not kept at present, one line for the user; empty if they are
 * @param listenPort TCP port for incoming connections; 0 if not listening
 */
public record EngineStatus(
    int torrents,
    int peers,
    int readers,
    long bytesReceived,
    long bytesSent,
    long piecesVerified,
    long piecesFailed,
    long bytesStored,
    long storeUsed,
    long storeLimit,
    String storeProblem,
    int listenPort) {}
