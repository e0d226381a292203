package swarmdrive.engine.piece;

import java.time.InstantSource;

/**
 * What all torrents' stores on one disk share.
 *
 * @param segmentTarget bytes that a segment should have
 */
record DiskParts(
    Storage storage,
    InstantSource clock,
    OpenFiles openFiles,
    PieceMemory memory,
    DiskHealth health,
    Recorder recorder,
    DiskBudget budget,
    int segmentTarget) {}
