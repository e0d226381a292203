package swarmdrive.engine.read;

import swarmdrive.engine.piece.PieceStore;

/**
 * What readers of one torrent share.
 *
 * @param name for messages to the user
 * @param store the verified pieces
 * @param arrivals who waits for what
 * @param wishing where wishes go
 * @param readAheadLeast bytes asked for ahead from the second read in order on; at least a piece is
 * @param readAheadMost most bytes asked for ahead
 */
public record TorrentData(
    String name,
    PieceStore store,
    PieceArrivals arrivals,
    Wishing wishing,
    long readAheadLeast,
    long readAheadMost) {}
